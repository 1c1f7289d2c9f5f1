/**
 * Masters from a file, in two steps:
 *
 *   planImport ─► what each row would do: nothing is changed
 *       ▲              │ a person says yes
 *       │         applyImport ─► saved 500 rows at a time, as edits like any other
 *       └── interrupted, cancelled, no room left: plan again and go on
 *
 * What is done is the same the next time (`domain/csv/planner.ts`), so an import
 * may be begun again at any point, on this device or on another.
 */
import type { PlannedChange, PlannedError } from '#domain/csv/planned-row.ts';
import { ImportPlanner, type ImportRules } from '#domain/csv/planner.ts';
import type { CsvTable } from '#domain/csv/read-table.ts';
import { refused, type Refusal, type Refused } from '#domain/refusal.ts';
import type { Pacing } from './pacing.ts';
import { allRecords, namedBy } from './read-masters.ts';
import { mayEditMasters, saveMasters } from './save-masters.ts';
import type { Till } from './till.ts';

export interface ImportPlan {
  readonly kind: 'planned';
  /** In the order of the file. */
  readonly changes: readonly PlannedChange[];
  readonly errors: readonly PlannedError[];
  /** Rows that say nothing new. */
  readonly same: number;
}

export type Applied = { readonly done: number } & (
  | { readonly kind: 'applied' | 'cancelled' }
  /** What is done is saved; the rest is not. */
  | { readonly kind: 'stopped'; readonly refusal: Refusal }
);

const [rowsPlannedAtOnce, rowsSavedAtOnce] = [50, 500];

/** Null where it was ended before it was done. */
export async function planImport(
  till: Till,
  file: CsvTable,
  rules: Omit<ImportRules, 'locationId'>,
  pacing: Pacing,
): Promise<ImportPlan | Refused | null> {
  const { table } = rules;
  if (!mayEditMasters(till, table)) return refused({ kind: 'not_allowed', needs: 'manager' });
  const [records, named] = [await allRecords(till, table, pacing), await namedBy(till, table, pacing)];
  const planner = new ImportPlanner(
    { ...rules, locationId: till.location.id },
    file.heading.length,
    records,
    named,
  );
  const plan = { changes: [] as PlannedChange[], errors: [] as PlannedError[], same: 0 };
  for (const [index, row] of file.rows.entries()) {
    if (index % rowsPlannedAtOnce === 0) {
      pacing.onProgress(index, file.rows.length);
      await pacing.pause();
      if (pacing.signal.aborted) return null;
    }
    const planned = planner.plan(row);
    if (planned.kind === 'same') plan.same += 1;
    else if (planned.kind === 'error') plan.errors.push(planned);
    else plan.changes.push(planned);
  }
  return { kind: 'planned', ...plan };
}

/** The good rows; those with errors change nothing. */
export async function applyImport(till: Till, { changes }: ImportPlan, pacing: Pacing): Promise<Applied> {
  for (let done = 0; done < changes.length; done += rowsSavedAtOnce) {
    pacing.onProgress(done, changes.length);
    await pacing.pause();
    if (pacing.signal.aborted) return { kind: 'cancelled', done };
    const rows = changes.slice(done, done + rowsSavedAtOnce);
    const saved = await saveMasters(
      till,
      // What a row is compared with has been on screen since the plan was made.
      rows.flatMap(({ makes, change, before }) => [...makes, { ...change, seen: before }]),
    );
    if (saved.kind === 'refused') return { kind: 'stopped', done, refusal: saved.refusal };
  }
  return { kind: 'applied', done: changes.length };
}
