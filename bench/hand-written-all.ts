/** The floor of posting on a server: a hand-written insert of a sale, and of many in one call, for any caller. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';

/** `db`: as a superuser. */
export async function createHandWritten(db: pg.Client): Promise<void> {
  await db.query(await readFile(path.join(import.meta.dirname, 'hand-written.sql'), 'utf8'));
  await db.query(`
    create function public.hand_written_all(records jsonb) returns bigint
    language sql security definer set search_path = public
    return (select max(public.hand_written(r)) from jsonb_array_elements(records) r);
    grant execute on function public.hand_written_all to authenticated;
    alter role authenticated set statement_timeout = '120s'`);
}

/** Goods to sell, like one that is there. */
export async function addItems(db: pg.Client, itemId: string, count: number): Promise<void> {
  await db.query(
    `insert into public.items (location_id, name, category_id, unit_id, tax_rate_id, price_minor, cost_minor, created_by)
     select i.location_id, 'Item ' || n, i.category_id, i.unit_id, i.tax_rate_id, 250, 100, i.created_by
     from public.items i, generate_series(1, $2::int) n where i.id = $1`,
    [itemId, count],
  );
}
