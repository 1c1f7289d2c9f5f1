import { expect, test } from 'vitest';
import { masterColumns, masterEditPayload } from '#schema/documents/master-edit.ts';
import type { MasterTable } from '#schema/masters.ts';
import {
  conflictsOf,
  editOf,
  itemOf,
  newDevice,
  rowOf,
  stampAt,
  type EditInput,
  type EditRecord,
} from '#tests/database/edits.ts';
import { holdingHead } from '#tests/database/head.ts';
import { settle, voiding } from '#tests/database/settle.ts';
import { asUser, books, newShop, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

const tables = Object.keys(masterColumns) as MasterTable[];
const settingsOf = async (shop: Shop): Promise<string> =>
  (
    await owner.query<{ id: string }>('select id from public.location_settings where location_id = $1', [
      shop.id,
    ])
  ).rows[0]!.id;

test('what the app may send of a master is what the server lets people set', async () => {
  for (const table of tables) {
    const { rows } = await owner.query<{ name: string }>(
      'select column_name as name from app.master_columns($1)',
      [table],
    );
    expect(rows.map(({ name }) => name).toSorted(), table).toEqual(
      Object.keys(masterColumns[table].shape).toSorted(),
    );
  }
});

/** What each table can be made of. */
async function wholeOf(shop: Shop, table: MasterTable): Promise<Record<string, unknown>> {
  const named = { name: 'Made', is_archived: 0 };
  switch (table) {
    case 'items':
      return itemOf(shop, { barcode: '96385074', cost_minor: 1, is_batch_tracked: 1, is_archived: 0 });
    case 'categories':
      return { ...named, sort_order: 3 };
    case 'units':
      return { ...named, symbol: 'm', quantity_decimals: 2 };
    case 'tax_rates':
      return { ...named, rate_ppm: 70_000 };
    case 'customers':
      return { ...named, phone: '1', email: null, credit_limit_minor: 5000, credit_days: 30 };
    case 'suppliers':
      return { ...named, phone: null, email: 'a@b' };
    case 'stock_lots':
      return { item_id: shop.items[2], batch_number: 'B9', expiry_date: '2027-01-31' };
    case 'location_settings':
      return {
        negative_stock_policy: 'BLOCK',
        block_on_sync: 'accept_flagged',
        currency: 'KWD',
        currency_decimals: 3,
        cash_rounding_minor: 5,
        tax_mode: 'exclusive',
        time_zone: 'Asia/Kuwait',
        receipt_header: 'Hello',
        receipt_footer: 'Bye',
      };
    case 'locations':
      return { name: 'Renamed', kind: 'warehouse' };
  }
}

test('every column that people set can be set, in every table', async () => {
  const shop = await newShop();
  for (const table of tables) {
    const isOfLocation = table === 'locations' || table === 'location_settings';
    const columns = await wholeOf(shop, table);
    const id = table === 'locations' ? shop.id : isOfLocation ? await settingsOf(shop) : crypto.randomUUID();
    const record = editOf(shop, { kind: isOfLocation ? 'edit' : 'create', table, id, columns });
    masterEditPayload.parse(record.payload);
    expect((await push(shop.admin, [record]))[0], table).toMatchObject({ status: 'applied' });
    const row = (await rowOf(table, id))!;
    const asServer = Object.entries(columns).map(([name, value]) => [
      name,
      name.startsWith('is_') ? value === 1 : value,
    ]);
    expect(row, table).toMatchObject({ location_id: shop.id, ...Object.fromEntries(asServer) });
    expect(new Set(Object.values(row.stamps)), table).toEqual(new Set([record.payload['stamp']]));
  }
});

test('managers and admins edit masters, admins the settings and the location; cashiers nothing', async () => {
  const shop = await newShop();
  const settings = await settingsOf(shop);
  const cases: [EditInput, cashier: string | null, manager: string | null, admin: string | null][] = [
    [{ columns: { name: 'X' } }, 'RAROL', null, null],
    [{ kind: 'create', columns: await itemOf(shop) }, 'RAROL', null, null],
    [{ kind: 'create', table: 'suppliers', columns: { name: 'X' } }, 'RAROL', null, null],
    [{ table: 'location_settings', id: settings, columns: { receipt_header: 'X' } }, 'RAROL', 'RAROL', null],
    [{ table: 'locations', id: shop.id, columns: { name: 'X' } }, 'RAROL', 'RAROL', null],
    // What there is not is not told to who may not edit it either.
    [{ id: crypto.randomUUID(), columns: { name: 'X' } }, 'RAROL', 'RDITM', 'RDITM'],
  ];
  for (const [edit, ...codes] of cases) {
    for (const [n, user] of [shop.cashier, shop.manager, shop.admin].entries()) {
      const [result] = await push(user, [editOf(shop, edit)]);
      expect(result!.code, `${n} ${JSON.stringify(edit)}`).toBe(codes[n]);
    }
  }
});

const malformed = (device: string): unknown[] => {
  const at = new Date().toISOString();
  return [
    null,
    7,
    '',
    at,
    `${at}-0000`,
    `${at}-0000-${device.toUpperCase()}`,
    `${at}-000G-${device}`,
    `${at}-00AB-${device}`,
    `${at}-0000-${device} `,
    `${at.slice(0, 19)}Z-0000-${device}`,
    `2026-11-23 08:00:00.000Z-0000-${device}`,
    `2026-02-31T08:00:00.000Z-0000-${device}`,
    `2026-11-22T24:00:00.000Z-0000-${device}`,
    `2026-11-22T23:59:60.000Z-0000-${device}`,
    `${at}-0000-${crypto.randomUUID()}`,
  ];
};

test('a stamp that is none, or is of another device, is refused', async () => {
  const shop = await newShop();
  const before = await rowOf('items', shop.items[0]);
  // Every device id has a letter in it, so that upper case is another text.
  const device = 'abcdefab-0000-4000-8000-'.concat(shop.deviceId.slice(-12));
  await owner.query(
    `insert into public.devices (id, location_id, code, name, created_by) values ($1, $2, '77', 'T', $3)`,
    [device, shop.id, shop.admin],
  );
  for (const stamp of malformed(device)) {
    const record = editOf(shop, { device, columns: { name: 'X' } });
    record.payload['stamp'] = stamp;
    const [result] = await push(shop.manager, [record]);
    expect(result, String(stamp)).toMatchObject({ status: 'rejected' });
    expect(result!.code, String(stamp)).toMatch(/^(RVSHP|22...)$/);
  }
  expect(await rowOf('items', shop.items[0])).toEqual(before);
  expect((await push(shop.manager, [editOf(shop, { device, columns: { name: 'X' } })]))[0]!.code).toBe(null);
});

test('what is not a person’s to set is refused, and so is an edit of nothing', async () => {
  const shop = await newShop();
  const before = await rowOf('items', shop.items[0]);
  const spoiled: [Partial<Record<string, unknown>>, string, string | null][] = [
    ...[
      'id',
      'location_id',
      'created_at',
      'created_by',
      'updated_at',
      'stamps',
      'nonsense',
      'name; drop',
    ].map((name) => [{ columns: { [name]: shop.admin } }, 'RVSHP', name] as [object, string, string]),
    [{ columns: {} }, 'RVSHP', 'columns'],
    [{ columns: [] }, 'RVSHP', 'columns'],
    [{ columns: null }, 'RVSHP', 'columns'],
    [{ previous: null }, 'RVSHP', 'columns'],
    [{ kind: 'delete' }, 'RVSHP', 'table'],
    [{ kind: null }, 'RVSHP', 'table'],
    [{ table: 'stock_balances' }, 'RVSHP', 'table'],
    [{ table: 'location_members' }, 'RVSHP', 'table'],
    [{ table: null }, 'RVSHP', 'table'],
    [{ columns: { cost_minor: 'much' } }, '22P02', null],
    [{ columns: { cost_minor: 1.5 } }, '22P02', null],
    [{ columns: { cost_minor: -1 } }, '23514', 'cost_minor'],
    [{ columns: { name: '' } }, '23514', 'name'],
    [{ columns: { name: null } }, '23502', 'name'],
  ];
  for (const [part, code, field] of spoiled) {
    const record = editOf(shop, { columns: { name: 'X' }, previous: { name: 'Item 0' } });
    Object.assign(record.payload, part);
    const [result] = await push(shop.admin, [record]);
    expect(result, JSON.stringify(part)).toMatchObject({ status: 'rejected', code, field });
  }
  expect(await rowOf('items', shop.items[0])).toEqual(before);
  const bare = editOf(shop, { columns: { name: 'X' } });
  bare.queue_id = 'no id';
  expect((await push(shop.admin, [bare]))[0]).toMatchObject({ code: 'RVSHP', field: 'queue_id' });
});

test('a location is neither made by an edit nor given another code, a batch is made and never edited', async () => {
  const shop = await newShop();
  const lot = { item_id: shop.items[2], batch_number: 'B7', expiry_date: null };
  const id = crypto.randomUUID();
  const cases: [EditInput, string | null][] = [
    [{ kind: 'create', table: 'locations', columns: { name: 'X', kind: 'shop' } }, 'RVSHP'],
    [{ kind: 'create', table: 'location_settings', columns: { receipt_header: 'X' } }, 'RVSHP'],
    [{ table: 'locations', id: shop.id, columns: { code: 'OTHER' } }, 'RVSHP'],
    [{ kind: 'create', table: 'stock_lots', id, columns: lot }, null],
    // A second device that received the same batch.
    [{ kind: 'create', table: 'stock_lots', id, columns: lot }, null],
    [{ kind: 'create', table: 'stock_lots', id, columns: { ...lot, batch_number: 'B8' } }, 'RVDUP'],
    [{ kind: 'create', table: 'stock_lots', columns: lot }, 'RVDUP'],
    [{ table: 'stock_lots', id, columns: { batch_number: 'B8' } }, 'RVSHP'],
  ];
  for (const [edit, code] of cases) {
    expect((await push(shop.admin, [editOf(shop, edit)]))[0]!.code, JSON.stringify(edit)).toBe(code);
  }
});

test('[R9.3-1] [R6.3-6] an edit at A changes nothing at B: not by its envelope, its row or what it names', async () => {
  const [a, b] = await Promise.all([newShop(), newShop()]);
  const all = async () => ({
    books: await books(b),
    rows: await Promise.all([
      ...b.items.map((id) => rowOf('items', id)),
      rowOf('locations', b.id),
      rowOf('location_settings', await settingsOf(b)),
    ]),
    conflicts: await conflictsOf(b),
  });
  const before = await all();
  const moved = editOf(a, { columns: { name: 'X' } });
  moved.location_id = b.id;
  const nested = editOf(a, { columns: { name: 'X' } });
  nested.payload['location_id'] = b.id;
  const device = editOf(a, { device: b.deviceId, columns: { name: 'X' } });
  const foreign = await itemOf(b);
  const cases: [unknown, string, string][] = [
    [editOf(b, { columns: { name: 'X' } }), 'rejected', 'RALOC'],
    [moved, 'rejected', 'RALOC'],
    [nested, 'rejected', 'RVSHP'],
    [device, 'rejected', 'RADEV'],
    [editOf(a, { id: b.items[0], columns: { name: 'X' } }), 'dependency_missing', 'RDITM'],
    [editOf(a, { table: 'tax_rates', id: b.taxRate, columns: { name: 'X' } }), 'dependency_missing', 'RDTAX'],
    [editOf(a, { table: 'locations', id: b.id, columns: { name: 'X' } }), 'dependency_missing', '23503'],
    [editOf(a, { kind: 'create', id: b.items[0], columns: await itemOf(a) }), 'rejected', 'RVDUP'],
    [editOf(a, { columns: { category_id: foreign['category_id'] } }), 'dependency_missing', '23503'],
    [editOf(a, { columns: { unit_id: foreign['unit_id'] } }), 'dependency_missing', '23503'],
    [editOf(a, { columns: { price_minor: 1, tax_rate_id: b.taxRate } }), 'dependency_missing', 'RDTAX'],
    [
      editOf(a, { kind: 'create', columns: await itemOf(a, { category_id: foreign['category_id'] }) }),
      'dependency_missing',
      '23503',
    ],
    [
      editOf(a, { kind: 'create', table: 'stock_lots', columns: { item_id: b.items[2], batch_number: 'B' } }),
      'dependency_missing',
      'RDITM',
    ],
  ];
  for (const [record, status, code] of cases) {
    expect((await push(a.admin, [record]))[0], JSON.stringify(record)).toMatchObject({ status, code });
  }
  expect(await all()).toEqual(before);
  expect((await push(a.admin, [editOf(a, { columns: { name: 'Mine' } })]))[0]).toMatchObject({
    status: 'applied',
  });
  expect(await all()).toEqual(before);
});

test('an edit waits for what it names, and is taken when that has come', async () => {
  const shop = await newShop();
  const category = crypto.randomUUID();
  const item = editOf(shop, { kind: 'create', columns: await itemOf(shop, { category_id: category }) });
  const rename = editOf(shop, {
    id: item.entity_id,
    columns: { name: 'Renamed' },
    previous: { name: 'New' },
  });
  const made = editOf(shop, { kind: 'create', table: 'categories', id: category, columns: { name: 'Late' } });
  const statuses = async (...records: unknown[]) =>
    (await push(shop.manager, records)).map(({ status }) => status);
  expect(await statuses(item, rename)).toEqual(['dependency_missing', 'dependency_missing']);
  expect(await statuses(made, item, rename)).toEqual(['applied', 'applied', 'applied']);
  expect(await rowOf('items', item.entity_id)).toMatchObject({ name: 'Renamed', category_id: category });
  expect((await books(shop))['rejected']).toBe(0);
});

test('[R2-9] an edit whose answer was lost is answered the same again, and is one edit', async () => {
  const shop = await newShop();
  const other = await newDevice(shop, '02');
  const winner = editOf(shop, { columns: { name: 'Winner' }, previous: { name: 'Item 0' } });
  const loser = editOf(shop, {
    device: other,
    columns: { name: 'Loser', cost_minor: 7 },
    previous: { name: 'Item 0', cost_minor: 100 },
    stamp: stampAt(other, Date.now() - 60_000),
  });
  const first = await push(shop.manager, [winner, loser]);
  expect(first.map(({ warnings }) => warnings)).toEqual([[], ['older:name']]);
  const row = await rowOf('items', shop.items[0]);
  const again = await Promise.all(Array.from({ length: 16 }, () => push(shop.manager, [loser, winner])));
  for (const results of again) {
    expect(results).toEqual(first.toReversed().map((result) => ({ ...result, status: 'already_applied' })));
  }
  expect(await rowOf('items', shop.items[0])).toEqual(row);
  expect(await conflictsOf(shop)).toHaveLength(1);

  const forged = { ...loser, payload: { ...loser.payload, columns: { name: 'Forged' } } };
  expect((await push(shop.manager, [forged]))[0]).toMatchObject({ status: 'rejected', code: 'RVDUP' });
  expect(await rowOf('items', shop.items[0])).toEqual(row);
});

test('[R2-9] the same new item from 16 connections at once is one item', async () => {
  const shop = await newShop();
  const record = editOf(shop, { kind: 'create', columns: await itemOf(shop, { barcode: '96385074' }) });
  const answers = await Promise.all(Array.from({ length: 16 }, () => push(shop.manager, [record])));
  expect(answers.map(([result]) => result!.status).toSorted()).toEqual([
    ...Array.from({ length: 15 }, () => 'already_applied'),
    'applied',
  ]);
  expect(answers.map(([result]) => result!.warnings)).toEqual(answers.map(() => []));
});

test('an edit takes no journal number and waits for nobody who posts; a refused one neither', async () => {
  const shop = await newShop();
  const before = await books(shop);
  await holdingHead(shop, async () => {
    const results = await push(shop.manager, [
      editOf(shop, { columns: { name: 'A' } }),
      editOf(shop, { columns: { name: '' } }),
      editOf(shop, { columns: { nonsense: 1 } }),
    ]);
    expect(results.map(({ code, journal_seq }) => [code, journal_seq])).toEqual([
      [null, null],
      ['23514', null],
      ['RVSHP', null],
    ]);
  });
  expect(await books(shop)).toEqual({ ...before, rejected: 2 });
});

test('a sale does not wait for an edit of what it sells, nor an edit for the sale, another barcode included', async () => {
  const shop = await newShop();
  const edit = () => editOf(shop, { columns: { barcode: crypto.randomUUID().slice(0, 13), name: 'X' } });
  const send =
    (record: unknown) => async (client: { query: (sql: string, values: unknown[]) => Promise<unknown> }) => {
      await client.query('select public.push($1)', [JSON.stringify([record])]);
    };
  await asUser(shop.manager, async (client) => {
    await send(edit())(client);
    expect((await push(shop.cashier, [saleOf(shop)]))[0]).toMatchObject({ status: 'applied' });
  });
  await asUser(shop.cashier, async (client) => {
    await send(saleOf(shop))(client);
    expect((await push(shop.manager, [edit()]))[0]).toMatchObject({ status: 'applied' });
  });
});

test('what follows an edit of the settings in a batch goes by them', async () => {
  const shop = await newShop();
  const settings = editOf(shop, {
    table: 'location_settings',
    id: await settingsOf(shop),
    columns: { negative_stock_policy: 'BLOCK', block_on_sync: 'hold' },
    previous: { negative_stock_policy: 'WARN', block_on_sync: 'hold' },
  });
  const results = await push(shop.admin, [saleOf(shop), settings, saleOf(shop)]);
  expect(results.map(({ code, warnings }) => code ?? warnings)).toEqual([['negative_stock'], [], 'RVSTK']);
});

test('a refused edit that a manager closed is answered as void, and one that was taken cannot be closed', async () => {
  const shop = await newShop();
  const close = (record: EditRecord) =>
    settle(shop.manager, 'void_document', {
      ...voiding(record),
      document_id: record.queue_id,
      number: '-',
    });
  const bad = editOf(shop, { columns: { name: '' } });
  expect((await push(shop.manager, [bad]))[0]).toMatchObject({ status: 'rejected' });
  await close(bad);
  expect((await push(shop.manager, [bad]))[0]).toMatchObject({
    status: 'already_applied',
    warnings: ['void'],
  });
  const good = editOf(shop, { columns: { name: 'Good' } });
  expect((await push(shop.manager, [good]))[0]).toMatchObject({ status: 'applied' });
  await expect(close(good)).rejects.toMatchObject({ code: 'RVPST' });
});
