/**
 * What a statement may do, asked by SQLite for each thing while it is compiled:
 * read what is for reading. All else is refused, whatever it is called.
 */
import type { QueryRefusal } from '#schema/workbench.ts';

/** The action codes of sqlite3_set_authorizer. */
const action = { pragma: 19, read: 20, select: 21, function: 31, recursive: 33 } as const;
const allow = 0;
const deny = 1;

const readablePragmas = new Set([
  'collation_list',
  'compile_options',
  'function_list',
  'index_info',
  'index_list',
  'index_xinfo',
  'integrity_check',
  'quick_check',
  'table_info',
  'table_list',
  'table_xinfo',
]);
/** They describe what else is there. */
const described = new Set(['sqlite_master', 'sqlite_schema', 'json_each', 'json_tree']);
const forbiddenFunctions = /^(?:load_extension|fts3_tokenizer|powersync)/i;

export interface QueryGuard {
  /** For sqlite3_set_authorizer. */
  readonly authorize: (
    userData: unknown,
    code: number,
    first: string | null,
    second: string | null,
  ) => number;
  /** Of the last statement; null where nothing was refused. */
  refused(): { readonly why: QueryRefusal; readonly what: string } | null;
  /** Before each statement. */
  begin(): void;
}

/** `tables`: those that may be read; `hidden`: the others that are there. */
export function queryGuard(tables: ReadonlySet<string>, hidden: ReadonlySet<string>): QueryGuard {
  let refusal: ReturnType<QueryGuard['refused']> = null;
  const refuse = (why: QueryRefusal, what: string) => {
    refusal ??= { why, what };
    return deny;
  };
  // Where no column is asked for (`count(*)`) the name may be one that the query itself gives.
  const mayRead = (table: string, column: string) =>
    tables.has(table) ||
    described.has(table) ||
    table.startsWith('pragma_') ||
    (column === '' && !hidden.has(table) && !table.startsWith('sqlite_'));
  return {
    authorize(_userData, code, first, second) {
      switch (code) {
        case action.select:
        case action.recursive:
          return allow;
        case action.read:
          return mayRead((first ?? '').toLowerCase(), second ?? '') ? allow : refuse('internal', first ?? '');
        case action.function:
          return forbiddenFunctions.test(second ?? '') ? refuse('internal', second ?? '') : allow;
        case action.pragma:
          return readablePragmas.has((first ?? '').toLowerCase())
            ? allow
            : refuse('writes', `pragma ${first ?? ''}`);
        default:
          return refuse('writes', '');
      }
    },
    refused: () => refusal,
    begin() {
      refusal = null;
    },
  };
}
