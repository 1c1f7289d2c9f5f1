/**
 * A changed client names every column there is, wherever a document has an
 * object: who made it, where, when, what it came to, what the server thinks of
 * it. What a document of its kind does not say is not heard. Two columns are
 * read: a status that is none is no document, and `exchange_id` joins a return
 * to the sale that it was exchanged for.
 */
import type { PushResult } from '#schema/push.ts';
import { beforeAll, expect, test } from 'vitest';
import { kinds } from './kinds.ts';
import { asUser, newShop, owner, push, superuser, type Shop, type TestRecord } from './world.ts';

/** What no honest row of a shop holds. */
const forged = {
  uuid: '0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f',
  text: 'forged-by-a-client',
  number: 424_242,
  at: '2001-02-03T04:05:06.789Z',
};
const traces = [forged.uuid, forged.text, String(forged.number), '2001-02-03'];

interface Column {
  readonly name: string;
  readonly type: string;
}
/** All but the author, who may be another: see the last test of these. */
let columns: Column[];
let tables: string[];

beforeAll(async () => {
  const { rows } = await superuser.query<Column & { table: string }>(
    `select c.relname as table, a.attname as name, t.typname as type
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  tables = [...new Set(rows.map((row) => row.table))];
  columns = [...new Map(rows.map((row) => [row.name, row])).values()].filter(
    ({ name }) => name !== 'created_by',
  );
});

function valueFor({ type }: Column): unknown {
  if (type === 'uuid') return forged.uuid;
  if (type === 'int4' || type === 'int8') return forged.number;
  if (type === 'timestamptz' || type === 'date') return forged.at;
  if (type === 'bool') return true;
  return type === 'jsonb' || type.startsWith('_') ? [forged.text] : forged.text;
}

/** A column added to every object that does not have it: to the envelope, the document and what is within it. */
function withColumn(value: unknown, column: Column): unknown {
  if (Array.isArray(value)) return value.map((inner) => withColumn(inner, column));
  if (typeof value !== 'object' || value === null) return value;
  const own = Object.entries(value).map(([key, inner]) => [key, withColumn(inner, column)] as const);
  return { [column.name]: valueFor(column), ...Object.fromEntries(own) };
}

async function tracesIn(shop: Shop): Promise<string[]> {
  const found: string[] = [];
  // A refused record is kept as it came, for who has to judge it.
  for (const table of tables.filter((name) => name !== 'rejected_documents')) {
    const { rows } = await owner.query<{ row: string }>(
      `select to_jsonb(t)::text as row from public.${table} t where location_id = $1`,
      [shop.id],
    );
    for (const { row } of rows)
      for (const [name, value] of Object.entries(JSON.parse(row) as Record<string, unknown>))
        if (traces.some((trace) => JSON.stringify(value)?.includes(trace))) found.push(`${table}.${name}`);
  }
  return found;
}

for (const [kind, make] of Object.entries(kinds)) {
  test(`[T101] ${kind}: no column that a client adds is heard: not who, where, when, what it comes to, nor any id`, async () => {
    const shop = await newShop();
    const records: TestRecord[] = [];
    for (const column of columns) records.push(withColumn(await make(shop), column) as TestRecord);
    const answers: PushResult[] = [];
    while (answers.length < records.length)
      answers.push(...(await push(shop.cashier, records.slice(answers.length, answers.length + 200))));
    const refused = columns.filter((_, n) => answers[n]!.status !== 'applied').map(({ name }) => name);
    expect(refused).toEqual(kind === 'sale' ? ['status', 'exchange_id'] : ['status']);
    expect(await tracesIn(shop)).toEqual(kind === 'return' ? ['sales_invoices.exchange_id'] : []);
    const { rows } = await owner.query<{ author: string }>(
      'select distinct created_by as author from public.document_outcomes where location_id = $1',
      [shop.id],
    );
    expect(rows).toEqual([{ author: shop.cashier }]);
  });
}

test('[T101] a document in the name of somebody else is refused to all but a manager, who then stands beside it', async () => {
  const shop = await newShop();
  for (const make of Object.values(kinds)) {
    const record = await make(shop);
    const theirs = { ...record, created_by: shop.admin };
    expect(await push(shop.cashier, [theirs])).toMatchObject([{ status: 'rejected', code: 'RAROL' }]);
  }
  const sale = await kinds['sale']!(shop);
  expect(await push(shop.manager, [{ ...sale, created_by: shop.cashier }])).toMatchObject([
    { status: 'applied' },
  ]);
  const { rows } = await owner.query(
    'select created_by, submitted_by from public.sales_invoices where id = $1',
    [sale.entity_id],
  );
  expect(rows).toEqual([{ created_by: shop.cashier, submitted_by: shop.manager }]);
});

const forms: Record<string, (other: Shop, text: string) => string> = {
  'the location of the envelope': (other, text) =>
    text.replace('"payload":', `"location_id":"${other.id}","payload":`),
  'the location of the document': (other, text) =>
    text.replace('"cashier_id"', `"location_id":"${other.id}","cashier_id"`),
  'an item of the lines': (other, text) =>
    text.replace('"item_name"', `"item_id":"${other.items[0]}","item_name"`),
  'the device, in another case': (other, text) =>
    text.replace('"payload":{', `"payload":{"DEVICE_ID":"${other.deviceId}","Location_Id":"${other.id}",`),
};

for (const [what, spoil] of Object.entries(forms)) {
  test(`[T099] the same key twice: ${what} is read once, and judged as it is read`, async () => {
    const [shop, other] = await Promise.all([newShop(), newShop()]);
    const honest = await kinds['sale']!(shop);
    const text = spoil(other, JSON.stringify([honest]));
    expect(text).not.toBe(JSON.stringify([honest]));
    const { rows } = await asUser(shop.cashier, (client) =>
      client.query<{ push: { results: { status: string }[] } }>('select public.push($1::jsonb) as push', [
        text,
      ]),
    );
    const status = rows[0]!.push.results[0]!.status;
    expect(status === 'applied').toBe(what.includes('case'));
    const booked = await owner.query('select 1 from public.document_keys where location_id = $1', [other.id]);
    expect(booked.rowCount).toBe(0);
  });
}

test('[T123] a push that is nested without end is refused, and the next is answered', async () => {
  const shop = await newShop();
  const record = JSON.stringify(await kinds['sale']!(shop));
  const bomb = `[${record.slice(0, -1)},"note":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`;
  await expect(
    asUser(shop.cashier, (client) => client.query('select public.push($1::jsonb)', [bomb])),
  ).rejects.toMatchObject({ code: '54001' });
  const [answer] = await push(shop.cashier, [await kinds['sale']!(shop)]);
  expect(answer).toMatchObject({ status: 'applied' });
});
