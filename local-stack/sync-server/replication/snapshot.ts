import pg from 'pg';
import type { ChangeWriter } from './change-writer.ts';
import type { ReplicatedTable } from './replicated-table.ts';
import type { SourceTable } from './source-table.ts';

const COPY_CHUNK = 2000;

function selectAll({ ref, columns }: SourceTable): string {
  const names = columns.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
  return `select ${names} from ${pg.escapeIdentifier(ref.schema)}.${pg.escapeIdentifier(ref.name)}`;
}

async function copyTable(source: pg.Client, from: SourceTable, to: ReplicatedTable, writer: ChangeWriter) {
  await source.query(`declare copy_rows no scroll cursor for ${selectAll(from)}`);
  const fetch = (): Promise<(string | null)[][]> => {
    const fetched = source.query<(string | null)[]>({
      text: `fetch ${COPY_CHUNK} from copy_rows`,
      rowMode: 'array',
    });
    return fetched.then(({ rows }) => rows);
  };
  let copied = 0;
  // The source reads the next chunk while the storage writes this one.
  for (let next = fetch(); ;) {
    const tuples = await next;
    if (tuples.length === 0) break;
    next = fetch();
    next.catch(() => {}); // awaited in the next round, unless the writer fails first
    await writer.apply(tuples.map((tuple) => ({ table: to, oldKey: undefined, tuple })));
    copied += tuples.length;
  }
  await source.query('close copy_rows');
  return copied;
}

/** Copies every row that the slot's snapshot shows; the log goes on exactly where it ends. Returns the row count. */
export async function copySnapshot(
  source: pg.Client,
  snapshotName: string,
  tables: readonly (readonly [SourceTable, ReplicatedTable])[],
  writer: ChangeWriter,
): Promise<number> {
  await source.query('begin isolation level repeatable read read only');
  await source.query(`set transaction snapshot ${pg.escapeLiteral(snapshotName)}`);
  let copied = 0;
  for (const [from, to] of tables) copied += await copyTable(source, from, to, writer);
  await source.query('commit');
  return copied;
}
