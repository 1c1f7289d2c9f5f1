/** Runs one statement at a time on a copy that is open for reading. */
import { Factory, SQLITE_ROW } from '@journeyapps/wa-sqlite';
import type { QueryEnd, SqlQuery, SqlRow } from '#schema/workbench.ts';
import { copyName, CopyVfs, type ReadableFile } from './copy-vfs.ts';
import { queryGuard, type QueryGuard } from './query-guard.ts';

/** What is used of Emscripten's module. */
interface SqliteModule {
  ccall(name: string, returns: 'number', types: readonly string[], values: readonly unknown[]): number;
}

export interface RowSink {
  columns(names: readonly string[]): void;
  /** Some at a time. False: no more are wanted. */
  rows(rows: readonly SqlRow[]): boolean;
}

export interface QueryRunner {
  run(query: SqlQuery, sink: RowSink): Promise<Exclude<QueryEnd, { kind: 'stopped' }>>;
}

const readOnly = 1;
const rowsAtOnce = 500;
const longestValue = 0;
const longestValueBytes = 64 * 1024 * 1024;
const misuse = 21;
/** 64 MB, once; and what is sorted is sorted in memory: there is no file to do it in. */
const settings = ['pragma cache_size = -65536', 'pragma temp_store = memory', 'pragma query_only = 1'];

export async function openRunner(
  module: SqliteModule,
  file: ReadableFile,
  tables: ReadonlySet<string>,
): Promise<QueryRunner> {
  const sqlite = Factory(module);
  sqlite.vfs_register(new CopyVfs(module, file) as unknown as SQLiteVFS, true);
  const db = await sqlite.open_v2(copyName, readOnly);
  for (const setting of settings) await sqlite.exec(db, setting);
  sqlite.limit(db, longestValue, longestValueBytes);
  const hidden = new Set<string>();
  await sqlite.exec(db, 'select lower(name) from sqlite_schema', ([name]: unknown[]) => {
    if (!tables.has(String(name))) hidden.add(String(name));
  });
  const guard = queryGuard(tables, hidden);
  sqlite.set_authorizer(db, guard.authorize, null);
  const errorAt = (sql: string) =>
    characterAt(sql, module.ccall('sqlite3_error_offset', 'number', ['number'], [db]));
  return {
    run: async (query, sink) => {
      guard.begin();
      try {
        return await runOne({ sqlite, db, guard }, query, sink);
      } catch (error) {
        const refused = guard.refused();
        if (refused) return { kind: 'refused', ...refused };
        const message = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', message, at: errorAt(query.sql) };
      }
    },
  };
}

interface Open {
  readonly sqlite: SQLiteAPI;
  readonly db: number;
  readonly guard: QueryGuard;
}

async function runOne({ sqlite, db }: Open, { sql, values }: SqlQuery, sink: RowSink) {
  const startMs = performance.now();
  for await (const statement of sqlite.statements(db, sql)) {
    bind(sqlite, statement, values);
    const columns = sqlite.column_names(statement);
    sink.columns(columns);
    let rowCount = 0;
    let batch: SqlRow[] = [];
    let isWanted = true;
    while (isWanted && (await sqlite.step(statement)) === SQLITE_ROW) {
      rowCount += 1;
      batch.push(sqlite.row(statement) as SqlRow);
      if (batch.length < rowsAtOnce) continue;
      isWanted = sink.rows(batch);
      batch = [];
    }
    if (batch.length > 0) isWanted = sink.rows(batch);
    const tookMs = performance.now() - startMs;
    return { kind: 'done', rowCount, isWhole: isWanted, tookMs } as const;
  }
  return { kind: 'refused', why: 'empty', what: '' } as const;
}

function bind(sqlite: SQLiteAPI, statement: number, values: SqlQuery['values']): void {
  const count = sqlite.bind_parameter_count(statement);
  for (let index = 1; index <= count; index += 1) {
    const name = sqlite.bind_parameter_name(statement, index);
    const value = name ? values[name.slice(1)] : undefined;
    if (value === undefined) throw new UnnamedParameter(name ?? '?');
    sqlite.bind(statement, index, value);
  }
}

class UnnamedParameter extends Error {
  readonly code = misuse;

  constructor(name: string) {
    super(`There is no value for ${name || '?'}: write a parameter as :name.`);
  }
}

/** SQLite counts bytes of UTF-8. */
function characterAt(sql: string, byteOffset: number): number | null {
  if (byteOffset < 0) return null;
  return new TextDecoder().decode(new TextEncoder().encode(sql).subarray(0, byteOffset)).length;
}
