import pg from 'pg';
import type { Good } from './goods.ts';
import { demoId } from './ids.ts';
import { categoryRows, itemRow, itemsOf, lotRows, taxRateRows, unitRows, type DemoItem } from './items.ts';
import { customersOf, members, owner, suppliersOf } from './people.ts';
import { places, settingsOf, shop, type Place } from './places.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * Puts locations, members and masters in place, as the owner of the tables, in
 * one transaction. What is there stays as it is, edits of the demo's users
 * included. Answers the items of each location.
 */
export async function placeMasters(
  databaseUri: string,
  goods: readonly Good[],
): Promise<ReadonlyMap<Place, readonly DemoItem[]>> {
  const client = new pg.Client({ connectionString: databaseUri });
  await client.connect();
  try {
    await client.query('begin');
    await insert(client, 'locations', places.map(locationRow));
    const firstDay = await readFirstDay(client);
    await insert(client, 'location_members', members.flatMap(memberRows));
    await insert(client, 'location_settings', places.map(settingsOf));
    const items = new Map(places.map((place) => [place, itemsOf(place, goods, firstDay)]));
    await insert(client, 'categories', places.flatMap(categoryRows));
    await insert(client, 'units', places.flatMap(unitRows));
    await insert(client, 'tax_rates', places.flatMap(taxRateRows));
    await insert(client, 'customers', places.flatMap(customersOf));
    await insert(client, 'suppliers', places.flatMap(suppliersOf));
    for (const [place, own] of items) {
      await insert(
        client,
        'items',
        own.map((item) => itemRow(place, item)),
      );
      await insert(
        client,
        'stock_lots',
        own.flatMap((item) => lotRows(place, item)),
      );
    }
    await client.query('commit');
    return items;
  } finally {
    // A failure ends the connection, and with it the transaction.
    await client.end();
  }
}

/** One statement a table: Postgres itself turns the JSON into the columns' types. */
async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  const columns = [...Object.keys(rows[0] ?? {}), 'created_by']
    .map((name) => pg.escapeIdentifier(name))
    .join(', ');
  const source = `jsonb_populate_recordset(null::public.${pg.escapeIdentifier(table)}, $1::jsonb)`;
  const json = JSON.stringify(rows.map((row) => ({ ...row, created_by: owner.id })));
  await client.query(
    `insert into public.${pg.escapeIdentifier(table)} (${columns}) select ${columns} from ${source} on conflict do nothing`,
    [json],
  );
}

/** Kept by the database, so that a seed that goes on another day means the same lots. */
async function readFirstDay(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ day: string }>(
    `select (created_at at time zone 'UTC')::date::text as day from public.locations where id = $1`,
    [shop.id],
  );
  const [first] = rows;
  if (!first)
    throw new Error(`The code ${shop.code} belongs to another location: this database is not the demo's.`);
  return first.day;
}

function locationRow({ id, name, code, kind }: Place): Row {
  return { id, location_id: id, name, code, kind };
}

function memberRows({ id, name, role, places: own }: (typeof members)[number]): Row[] {
  return own.map((place) => ({
    id: demoId('member', place.code, id),
    location_id: place.id,
    user_id: id,
    role,
    display_name: name,
  }));
}
