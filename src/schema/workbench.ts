/**
 * Queries in plain SQL, by managers, on a copy of the device's database in a
 * worker of its own: nothing that is asked there can hold up or change a sale.
 */
import type { LocalTables } from '#schema/local-tables.ts';

export type SqlValue = string | number | bigint | null | Uint8Array;
export type SqlRow = readonly SqlValue[];

export interface SqlQuery {
  /** One statement. */
  readonly sql: string;
  /** Of its `:name` parameters, by name without the colon. */
  readonly values: Readonly<Record<string, string | number | null>>;
}

export type QueryRefusal =
  /** Nothing to run. */
  | 'empty'
  /** It would change something. */
  | 'writes'
  /** A table or function that is not for asking. */
  | 'internal';

export type QueryEnd =
  /** `isWhole`: there are no more rows than were handed over. */
  | { readonly kind: 'done'; readonly rowCount: number; readonly isWhole: boolean; readonly tookMs: number }
  | { readonly kind: 'refused'; readonly why: QueryRefusal; readonly what: string }
  /** In the words of SQLite; `at`: where in the text of the statement, if it says so. */
  | { readonly kind: 'failed'; readonly message: string; readonly at: number | null }
  | { readonly kind: 'stopped' };

/** How a file shows amounts: whole minor units and thousandths as stored, or as decimals. */
export type AmountForm =
  | { readonly kind: 'raw' }
  | { readonly kind: 'decimals'; readonly currencyDecimals: number };

export type CsvEnd =
  | Exclude<QueryEnd, { kind: 'done' }>
  | (Extract<QueryEnd, { kind: 'done' }> & { readonly file: Blob });

export type CopyTrouble =
  /** The till wrote all the time: no moment was found at which its file stood still. */
  | 'busy'
  /** No room on the device for a second copy. */
  | 'full'
  /** The browser keeps the database where it cannot be copied (no private file system). */
  | 'unsupported'
  /** The browser did not let the file be read; `message` says why. */
  | 'unreadable';

export interface CopiedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
}

export interface CopyState {
  /** What queries run on; null before there is one. */
  readonly copy: {
    /** When the device's database was as it is in the copy. */
    readonly atMs: number;
    readonly bytes: number;
    readonly tables: readonly CopiedTable[];
  } | null;
  /** While a new one is made. */
  readonly making: { readonly doneBytes: number; readonly allBytes: number } | null;
  /** Why there is no newer one. */
  readonly trouble: { readonly kind: CopyTrouble; readonly message: string } | null;
}

export interface Workbench {
  readonly state: () => CopyState;
  readonly subscribe: (listener: () => void) => () => void;
  /** A new copy; the old one is used until it is there. */
  refresh(): Promise<void>;
  /** `onRows` gets them as they come, at most `keptRows`. One query at a time. */
  run(query: SqlQuery, on: RowListener): Promise<QueryEnd>;
  /** All rows of the result, up to `fileRows`. */
  writeCsv(query: SqlQuery, form: AmountForm, onProgress: (rows: number) => void): Promise<CsvEnd>;
  /** What runs ends at once, whatever it does. */
  stop(): void;
  /** Removes the copy. */
  close(): Promise<void>;
}

export interface RowListener {
  columns(names: readonly string[]): void;
  rows(rows: readonly SqlRow[]): void;
}

export type OpenWorkbench = () => Promise<Workbench>;

/** On screen. */
export const keptRows = 10_000;
/** In a file: as many as a spreadsheet opens. */
export const fileRows = 1_000_000;

/** Of the device alone, and open to queries; the rest of what is in the file is PowerSync's own. */
export const readableLocalTables = {
  outbox: 'What this device has posted: each document until the server has it, and 30 days beyond.',
  pending_moves: 'What documents do to stock that the server has not booked yet.',
  pending_debts: 'What documents do to what customers owe, not booked yet.',
  document_counters: 'The last number of each kind of document.',
  drafts: 'What is not posted yet.',
  settlements: 'What was done about refused documents.',
  sync_meta: 'When each kind of data was last complete.',
  sync_errors: 'What could not be sent, for good.',
  sync_attempts: 'The last tries to send.',
  saved_queries: 'The queries that are kept on this device.',
} as const satisfies Partial<Record<keyof LocalTables, string>>;
