/** A list as a CSV file, by name, archived records too. Read in again it changes nothing; read in elsewhere it makes the list there. */
import { headingRow, recordRow } from '#domain/csv/cell-text.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import { NamedRecords } from '#domain/csv/named-records.ts';
import { nameOf, type KnownRecord } from '#domain/csv/record-index.ts';
import { byteOrderMark, csvText } from '#domain/csv/write-csv.ts';
import { fold } from '#domain/letter-case.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import type { Settings } from '#queries/settings.ts';
import type { Pacing } from './pacing.ts';
import { allRecords, namedBy } from './read-masters.ts';
import { mayEditMasters } from './save-masters.ts';
import type { Till } from './till.ts';

export interface MasterFile {
  readonly kind: 'file';
  readonly name: string;
  /** The text, in parts. */
  readonly parts: readonly string[];
  readonly rows: number;
}

const rowsAtOnce = 500;

/** Null where it was ended before it was done. */
export async function exportMasters(
  till: Till,
  table: FileTable,
  { currency_decimals }: Pick<Settings, 'currency_decimals'>,
  pacing: Pacing,
): Promise<MasterFile | Refused | null> {
  if (!mayEditMasters(till, table)) return refused({ kind: 'not_allowed', needs: 'manager' });
  const records = byName(await allRecords(till, table, pacing));
  const named = new NamedRecords(await namedBy(till, table, pacing), till.location.id, false);
  const parts = [byteOrderMark, csvText([headingRow(table)])];
  for (let done = 0; done < records.length; done += rowsAtOnce) {
    pacing.onProgress(done, records.length);
    await pacing.pause();
    if (pacing.signal.aborted) return null;
    const rows = records.slice(done, done + rowsAtOnce);
    parts.push(csvText(rows.map((record) => recordRow(table, record, named, currency_decimals))));
  }
  const day = timestamp(till.clock.now()).slice(0, 10);
  const name = `flux-${table.replace('_', '-')}-${till.location.code}-${day}.csv`;
  return { kind: 'file', name, parts, rows: records.length };
}

function byName(records: readonly KnownRecord[]): readonly KnownRecord[] {
  return records
    .map((record) => ({ record, key: fold(nameOf(record)) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ record }) => record);
}
