/**
 * An import of one list, as a person goes through it:
 *
 *   choose ─► (reading) ─► map ─► (checking) ─► preview ─► (saving) ─► result
 *     ▲           │ unreadable      ▲               │ fix           │ stopped, cancelled:
 *     └───────────┴─────────────────┴── back ───────┘               └► check anew, go on
 */
import type { Applied, ImportPlan } from '#commands/import-masters.ts';
import { guessMark, type DecimalMark } from '#domain/csv/amount.ts';
import { isAmount, type FileTable } from '#domain/csv/file-columns.ts';
import { guessMapping, mappedColumns, type Mapping } from '#domain/csv/mapping.ts';
import type { CsvTable, ReadResult } from '#domain/csv/read-table.ts';
import type { Values } from '#domain/master-edit.ts';
import type { Refusal } from '#domain/refusal.ts';

export interface OpenFile {
  readonly name: string;
  readonly table: CsvTable;
}

/** What a person may change before the rows are checked. */
export interface Choices {
  readonly mapping: Mapping;
  readonly mark: DecimalMark;
  readonly defaults: Values;
  readonly mayMakeNames: boolean;
}

export type Trouble =
  | Exclude<ReadResult, { kind: 'read' }>
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export type Step =
  | { readonly kind: 'choose'; readonly trouble: Trouble | null }
  | { readonly kind: 'map'; readonly file: OpenFile; readonly choices: Choices }
  | {
      readonly kind: 'work';
      readonly what: 'reading' | 'checking' | 'saving' | 'cancelling';
      readonly done: number;
      readonly total: number;
    }
  | {
      readonly kind: 'preview';
      readonly file: OpenFile;
      readonly choices: Choices;
      readonly plan: ImportPlan;
    }
  | {
      readonly kind: 'result';
      readonly file: OpenFile;
      readonly choices: Choices;
      readonly plan: ImportPlan;
      readonly applied: Applied;
    };

const cellsLookedAt = 500;

export function firstChoices(file: CsvTable, list: FileTable): Choices {
  const mapping = guessMapping(file.heading, list);
  const amounts = mappedColumns(list, mapping)
    .filter(({ column }) => isAmount(column.kind))
    .flatMap(({ place }) => file.rows.slice(0, cellsLookedAt).map(({ cells }) => cells[place] ?? ''));
  return { mapping, mark: guessMark(amounts, file.delimiter), defaults: {}, mayMakeNames: false };
}
