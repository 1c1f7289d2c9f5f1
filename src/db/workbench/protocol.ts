/** What the page and the worker of a workbench say to each other. */
import type { AmountForm, CopiedTable, CsvEnd, QueryEnd, SqlQuery, SqlRow } from '#schema/workbench.ts';
import type { Copied } from './copy-file.ts';

export type Task =
  | { readonly kind: 'copy'; readonly database: string; readonly copy: string; readonly tries: number }
  /** What is asked from now on is asked of this copy. */
  | { readonly kind: 'open'; readonly copy: string; readonly tables: readonly string[] }
  | { readonly kind: 'run'; readonly query: SqlQuery; readonly limit: number }
  | { readonly kind: 'csv'; readonly query: SqlQuery; readonly form: AmountForm; readonly limit: number };

export type Ended<T> = Exclude<T, { kind: 'stopped' }>;

export interface Answers {
  copy: Copied | null;
  open: readonly CopiedTable[];
  run: Ended<QueryEnd>;
  csv: Ended<CsvEnd>;
}

export type Note =
  | { readonly kind: 'copied'; readonly doneBytes: number; readonly allBytes: number }
  | { readonly kind: 'columns'; readonly names: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly SqlRow[] }
  | { readonly kind: 'written'; readonly rows: number };

export type FromWorker =
  | { readonly note: Note }
  | { readonly answer: Answers[keyof Answers] }
  | { readonly error: { readonly name: string; readonly message: string } };
