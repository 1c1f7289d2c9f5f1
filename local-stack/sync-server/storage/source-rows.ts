import type { ClientBase } from 'pg';

export interface SourceRowKey {
  readonly tableId: number;
  readonly rowKey: string;
}

/** [bucket id, object type, object id]: a row that a source row gave to a bucket. */
export type SyncedRef = readonly [number, string, string];

/** [lookup, parameters]: an entry that a source row gave to the parameter index. */
export type LookupRef = readonly [string, string];

export interface SourceRow extends SourceRowKey {
  readonly row: Record<string, string | null>;
  readonly synced: readonly SyncedRef[];
  readonly lookups: readonly LookupRef[];
}

interface StoredSourceRow {
  tableId: number;
  rowKey: string;
  row: string;
  synced: string;
  lookups: string;
}

function parse(stored: StoredSourceRow): SourceRow {
  return {
    tableId: stored.tableId,
    rowKey: stored.rowKey,
    row: JSON.parse(stored.row),
    synced: JSON.parse(stored.synced),
    lookups: JSON.parse(stored.lookups),
  };
}

const STORED = 'table_id as "tableId", row_key as "rowKey", row_text as row, synced, lookups';

export async function readSourceRows(
  client: ClientBase,
  keys: readonly SourceRowKey[],
): Promise<SourceRow[]> {
  if (keys.length === 0) return [];
  const { rows } = await client.query<StoredSourceRow>({
    name: 'read-source-rows',
    text: `select ${STORED} from flux_sync.source_rows
            join unnest($1::int[], $2::text[]) as given (table_id, row_key) using (table_id, row_key)`,
    values: [keys.map((key) => key.tableId), keys.map((key) => key.rowKey)],
  });
  return rows.map(parse);
}

/** Any `limit` rows of a table: for a truncate, which deletes them chunk by chunk. */
export async function someSourceRows(
  client: ClientBase,
  tableId: number,
  limit: number,
): Promise<SourceRow[]> {
  const { rows } = await client.query<StoredSourceRow>(
    `select ${STORED} from flux_sync.source_rows where table_id = $1 limit $2`,
    [tableId, limit],
  );
  return rows.map(parse);
}

export async function writeSourceRows(client: ClientBase, rows: readonly SourceRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'write-source-rows',
    text: `insert into flux_sync.source_rows (table_id, row_key, row_text, synced, lookups)
           select * from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[])
           on conflict (table_id, row_key) do update
             set row_text = excluded.row_text, synced = excluded.synced, lookups = excluded.lookups`,
    values: [
      rows.map((row) => row.tableId),
      rows.map((row) => row.rowKey),
      rows.map((row) => JSON.stringify(row.row)),
      rows.map((row) => JSON.stringify(row.synced)),
      rows.map((row) => JSON.stringify(row.lookups)),
    ],
  });
}

export async function deleteSourceRows(client: ClientBase, keys: readonly SourceRowKey[]): Promise<void> {
  if (keys.length === 0) return;
  await client.query({
    name: 'delete-source-rows',
    text: `delete from flux_sync.source_rows s using unnest($1::int[], $2::text[]) as given (table_id, row_key)
            where s.table_id = given.table_id and s.row_key = given.row_key`,
    values: [keys.map((key) => key.tableId), keys.map((key) => key.rowKey)],
  });
}
