import { expect, test } from 'vitest';
import { editOf, warningsOfPush } from '#tests/database/edits.ts';
import { failure } from '#tests/database/settle.ts';
import { asUser, newShop, newUser, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

interface Copied {
  readonly categories: number;
  readonly units: number;
  readonly tax_rates: number;
  readonly items: number;
  readonly barcodes_left_out: number;
  readonly left_out: readonly { readonly name: string; readonly barcode: string }[];
  readonly is_done: boolean;
}

const copy = (user: string | null, from: { id: string }, to: { id: string }) =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ answer: Copied }>('select public.copy_catalog($1, $2) as answer', [
      from.id,
      to.id,
    ]);
    return rows[0]!.answer;
  });

async function join(user: string, shop: Shop, role: string): Promise<void> {
  await owner.query(
    `insert into public.location_members (location_id, user_id, role, display_name, created_by)
     values ($1, $2, $3::text::public.member_role, 'Both', $2)`,
    [shop.id, user, role],
  );
}

/** Two shops and a manager of both; the target has nothing but settings and devices. */
async function twoShops(): Promise<{ from: Shop; to: Shop; both: string }> {
  const [from, to, both] = await Promise.all([newShop(), newShop(), newUser()]);
  for (const table of ['stock_lots', 'items', 'tax_rates', 'units', 'categories'])
    await owner.query(`delete from public.${table} where location_id = $1`, [to.id]);
  await join(both, from, 'manager');
  await join(both, to, 'manager');
  return { from, to, both };
}

/** Catalog of a shop as people see it, by name; ids and who made it left out. */
async function catalogOf(shop: Shop): Promise<unknown[]> {
  const { rows } = await owner.query(
    `select i.name, i.barcode, i.price_minor, i.cost_minor, i.is_batch_tracked, i.is_archived,
       c.name as category, u.symbol, u.quantity_decimals, t.rate_ppm
     from public.items i join public.categories c on c.id = i.category_id
     join public.units u on u.id = i.unit_id join public.tax_rates t on t.id = i.tax_rate_id
     where i.location_id = $1 order by i.name, i.barcode`,
    [shop.id],
  );
  return rows;
}

async function itemsOf(shop: Shop): Promise<{ id: string; name: string; barcode: string | null }[]> {
  const { rows } = await owner.query<{ id: string; name: string; barcode: string | null }>(
    'select * from public.items where location_id = $1 order by name, id',
    [shop.id],
  );
  return rows;
}

test('[R9.3-1] a copied catalog is the same goods under ids of their own, ordinary rows of the target', async () => {
  const { from, to, both } = await twoShops();
  const before = await itemsOf(from);
  const answer = await copy(both, from, to);
  expect(answer).toMatchObject({ categories: 1, units: 2, tax_rates: 1, items: 3, is_done: true });
  expect(answer).toMatchObject({ barcodes_left_out: 0, left_out: [] });
  expect(await catalogOf(to)).toEqual(await catalogOf(from));
  expect(await itemsOf(from)).toEqual(before);
  for (const table of ['categories', 'units', 'tax_rates', 'items']) {
    const { rows } = await owner.query(
      `select stamps, created_by, bool_and(t.id = extensions.uuid_generate_v5($1, source.id::text)) as is_v5
       from public.${table} t, lateral (select id from public.${table} s where s.location_id = $2
         and extensions.uuid_generate_v5($1, s.id::text) = t.id) source
       where t.location_id = $1 group by 1, 2`,
      [to.id, from.id],
    );
    expect(rows, table).toEqual([{ stamps: {}, created_by: both, is_v5: true }]);
  }
  // Edited there, the source keeps its own.
  const [rice] = await itemsOf(to);
  const edit = editOf(to, { id: rice!.id, columns: { name: 'Ours' }, previous: { name: rice!.name } });
  expect(await warningsOfPush(both, edit)).toEqual([]);
  expect(await itemsOf(from)).toEqual(before);
});

test('copied again it changes nothing that is there, and adds only what is new', async () => {
  const { from, to, both } = await twoShops();
  await copy(both, from, to);
  const [rice] = await itemsOf(to);
  await owner.query(
    `update public.items set name = 'Ours', price_minor = 999, is_archived = true where id = $1`,
    [rice!.id],
  );
  const kept = await itemsOf(to);
  expect(await copy(both, from, to)).toMatchObject({ categories: 0, units: 0, tax_rates: 0, items: 0 });
  expect(await itemsOf(to)).toEqual(kept);
  await owner.query(
    `insert into public.items (location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, created_by)
     select location_id, 'Later', '999', category_id, unit_id, tax_rate_id, 1, created_by from public.items where id = $1`,
    [from.items[0]],
  );
  expect(await copy(both, from, to)).toMatchObject({ items: 1, is_done: true });
  const now = await itemsOf(to);
  expect(now.filter(({ name }) => name !== 'Later')).toEqual(kept);
  expect(now).toHaveLength(4);
});

test('copied back, only what is new comes, to where its category, unit and tax rate came from', async () => {
  const { from, to, both } = await twoShops();
  await copy(both, from, to);
  expect(await copy(both, to, from)).toMatchObject({ categories: 0, units: 0, tax_rates: 0, items: 0 });
  await owner.query(
    `insert into public.items (location_id, name, category_id, unit_id, tax_rate_id, price_minor, created_by)
     select location_id, 'Born there', category_id, unit_id, tax_rate_id, 1, created_by
     from public.items where location_id = $1 limit 1`,
    [to.id],
  );
  expect(await copy(both, to, from)).toMatchObject({ categories: 0, units: 0, tax_rates: 0, items: 1 });
  expect(await catalogOf(from)).toEqual(await catalogOf(to));
});

test('what is archived stays behind, but for what an item that comes needs', async () => {
  const { from, to, both } = await twoShops();
  await owner.query('update public.items set is_archived = true where id = $1', [from.items[0]]);
  await owner.query('update public.categories set is_archived = true where location_id = $1', [from.id]);
  await owner.query(
    `insert into public.categories (location_id, name, is_archived, created_by) values ($1, 'Gone', true, $2)`,
    [from.id, from.admin],
  );
  expect(await copy(both, from, to)).toMatchObject({ categories: 1, items: 2 });
  expect((await itemsOf(to)).map(({ name }) => name)).toEqual(['Item 1', 'Item 2']);
});

test('[R6.1-4] a barcode that the target has is left out and told, and stays left out', async () => {
  const [from, to, both] = await Promise.all([newShop(), newShop(), newUser()]);
  await join(both, from, 'manager');
  await join(both, to, 'admin');
  const answer = await copy(both, from, to);
  expect(answer).toMatchObject({ items: 3, barcodes_left_out: 3 });
  expect(answer.left_out).toContainEqual({ name: 'Item 0', barcode: '4000000000000' });
  const items = await itemsOf(to);
  expect(items.filter(({ barcode }) => barcode !== null)).toHaveLength(3);
  expect(items).toHaveLength(6);
  expect(await copy(both, from, to)).toMatchObject({ items: 0, barcodes_left_out: 0 });
});

test('more than ten thousand items come call by call, each once', async () => {
  const { from, to, both } = await twoShops();
  await owner.query(
    `insert into public.items (location_id, name, category_id, unit_id, tax_rate_id, price_minor, created_by)
     select i.location_id, 'Many ' || n, i.category_id, i.unit_id, i.tax_rate_id, n, i.created_by
     from public.items i, generate_series(1, 10001) n where i.id = $1`,
    [from.items[0]],
  );
  const first = await copy(both, from, to);
  expect(first).toMatchObject({ items: 10_000, is_done: false });
  expect(await copy(both, from, to)).toMatchObject({ items: 4, is_done: true });
  expect(await catalogOf(to)).toEqual(await catalogOf(from));
});

test('[R6.3-5] [R12-8] only who manages both may copy, and neither way reaches further', async () => {
  const [from, to, foreign] = await Promise.all([newShop(), newShop(), newShop()]);
  const askers = await Promise.all([newUser(), newUser(), newUser(), newUser()]);
  const roles = [
    ['manager', 'cashier', 'RAROL'],
    ['cashier', 'admin', 'RAROL'],
    ['admin', null, 'RALOC'],
    [null, 'admin', 'RALOC'],
  ] as const;
  for (const [n, [here, there, code]] of roles.entries()) {
    if (here) await join(askers[n]!, from, here);
    if (there) await join(askers[n]!, to, there);
    expect(await failure(copy(askers[n]!, from, to)), code).toMatchObject({ code });
  }
  expect(await failure(copy(null, from, to))).toMatchObject({ code: '42501' });
  expect(await failure(copy(from.admin, from, foreign))).toMatchObject({ code: 'RALOC' });
  expect(await failure(copy(from.admin, foreign, from))).toMatchObject({ code: 'RALOC' });
  expect(await failure(copy(from.admin, from, from))).toMatchObject({ code: 'RVCPY' });
  expect(
    [await itemsOf(to), await itemsOf(foreign), await itemsOf(from)].map((items) => items.length),
  ).toEqual([3, 3, 3]);
});

test.each([
  ['currency', `currency = 'EUR'`],
  ['decimals', 'currency_decimals = 0'],
  ['tax mode', `tax_mode = 'exclusive'`],
])('where a price means something else (%s), nothing is copied', async (_, setting) => {
  const { from, to, both } = await twoShops();
  await owner.query(`update public.location_settings set ${setting} where location_id = $1`, [to.id]);
  expect(await failure(copy(both, from, to))).toMatchObject({ code: 'RVCPY' });
  expect(await itemsOf(to)).toEqual([]);
});

test('copies both ways, edits and sales at once: no deadlock, every item once', async () => {
  const [a, b, both] = await Promise.all([newShop(), newShop(), newUser()]);
  await join(both, a, 'manager');
  await join(both, b, 'manager');
  const work = Array.from({ length: 6 }, (_, n) => [
    copy(both, n % 2 ? a : b, n % 2 ? b : a),
    push(a.cashier, [saleOf(a)]),
    push(b.manager, [
      editOf(b, { columns: { name: `Edited ${n}` }, previous: { name: 'Item 0' } }),
      saleOf(b),
    ]),
  ]).flat();
  await Promise.all(work);
  expect([(await itemsOf(a)).length, (await itemsOf(b)).length]).toEqual([6, 6]);
});
