/** For tests: a workbench's own SQLite on a copy in memory. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import SQLiteModule from '@journeyapps/wa-sqlite/dist/wa-sqlite.mjs';
import { openRunner, type QueryRunner } from '#db/workbench/query-runner.ts';
import { readableTables } from '#db/workbench/readable-tables.ts';
import { deviceDdl } from '#schema/device-schema.ts';
import type { SqlRow } from '#schema/workbench.ts';

/** The bytes of a device's database with its tables and what `fill` puts into them. */
export async function databaseBytes(
  fill: (database: DatabaseSync) => void = () => undefined,
): Promise<Uint8Array> {
  const file = path.join(tmpdir(), `flux-bytes-${crypto.randomUUID()}.db`);
  const database = new DatabaseSync(file);
  for (const statement of deviceDdl) database.exec(statement);
  fill(database);
  database.close();
  const bytes = await readFile(file);
  rmSync(file);
  return bytes;
}

export async function runnerOn(bytes: Uint8Array): Promise<QueryRunner> {
  const wasm = createRequire(import.meta.url).resolve('@journeyapps/wa-sqlite/dist/wa-sqlite.wasm');
  const module = (await SQLiteModule({ wasmBinary: await readFile(wasm) })) as Parameters<
    typeof openRunner
  >[0];
  const file = {
    read(into: Uint8Array, { at }: { readonly at: number }) {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    getSize: () => bytes.length,
  };
  return openRunner(module, file, new Set(readableTables));
}

/** How it ended, and its rows. */
export async function ask(
  runner: QueryRunner,
  sql: string,
  values: Readonly<Record<string, string | number | null>> = {},
) {
  const rows: SqlRow[] = [];
  let columns: readonly string[] = [];
  const end = await runner.run(
    { sql, values },
    {
      columns: (names) => void (columns = names),
      rows: (some) => rows.push(...some) > 0,
    },
  );
  return { end, columns, rows };
}
