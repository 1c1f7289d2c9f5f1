/** Queries in SQL that a manager keeps on this device. */
import type { SavedQueryRow } from '#schema/local-tables.ts';
import type { LocalDatabase } from './local-database.ts';

export async function writeSavedQuery({ power }: LocalDatabase, query: SavedQueryRow): Promise<void> {
  await power.execute(
    `insert into saved_queries (id, name, text, parameters, client_updated_at) values (?, ?, ?, ?, ?)
     on conflict (id) do update set name = excluded.name, text = excluded.text,
       parameters = excluded.parameters, client_updated_at = excluded.client_updated_at`,
    [query.id, query.name, query.text, query.parameters, query.client_updated_at],
  );
}

export async function deleteSavedQuery({ power }: LocalDatabase, id: string): Promise<void> {
  await power.execute('delete from saved_queries where id = ?', [id]);
}
