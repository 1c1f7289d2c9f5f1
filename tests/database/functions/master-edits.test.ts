import { beforeAll, expect, test } from 'vitest';
import {
  conflictsOf,
  editOf,
  itemOf,
  newDevice,
  newItem,
  rowOf,
  stampAt,
  warningsOfPush,
  type EditRecord,
} from '#tests/database/edits.ts';
import { newShop, newUser, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

let shop: Shop;
let other: string;

beforeAll(async () => {
  shop = await newShop();
  other = await newDevice(shop, '02');
});

const price = (minor: number) => ({ price_minor: minor, tax_rate_id: shop.taxRate });
const warningsOf = (record: EditRecord, by = shop.manager) => warningsOfPush(by, record);

test('[R9.1-1] [R11.2-1] [R2-7] [T055] of two edits of one column the newer stands, whichever arrives first; the older is logged', async () => {
  for (const isNewerFirst of [false, true]) {
    const { id, at } = await newItem(shop);
    const older = editOf(shop, {
      id,
      columns: { name: 'Older' },
      previous: { name: 'New' },
      stamp: stampAt(shop.deviceId, at),
    });
    const newer = editOf(shop, {
      id,
      device: other,
      columns: { name: 'Newer' },
      previous: { name: 'New' },
      stamp: stampAt(other, at + 1),
    });
    const reason = isNewerFirst ? 'older' : 'overwrote_unseen';
    if (isNewerFirst) {
      expect(await warningsOf(newer, shop.admin)).toEqual([]);
      expect(await warningsOf(older)).toEqual(['older:name']);
    } else {
      expect(await warningsOf(older)).toEqual([]);
      expect(await warningsOf(newer, shop.admin)).toEqual(['overwrote_unseen:name']);
    }
    const row = await rowOf('items', id);
    expect(row).toMatchObject({ name: 'Newer', price_minor: 250 });
    expect(row!.stamps['name']).toBe(newer.payload['stamp']);
    const logged = (await conflictsOf(shop)).filter((conflict) => conflict.record_id === id);
    expect(logged, reason).toEqual([
      {
        edit_id: (isNewerFirst ? older : newer).queue_id,
        record_id: id,
        field: 'name',
        reason,
        loser_values: { name: 'Older' },
        loser_stamp: older.payload['stamp'],
        loser_by: shop.manager,
        loser_device_id: shop.deviceId,
        winner_values: { name: 'Newer' },
        winner_stamp: newer.payload['stamp'],
        winner_by: shop.admin,
        winner_device_id: other,
      },
    ]);
  }
});

test('[R9.1-1] [T055] of two edits in one millisecond the counter decides, then the device, byte by byte', async () => {
  const { id, at } = await newItem(shop);
  const [low, high] = [shop.deviceId, other].toSorted((a, b) => (a < b ? -1 : 1));
  const stamps = [stampAt(high!, at, 0x09), stampAt(low!, at, 0x0a), stampAt(high!, at, 0x0a)];
  for (const n of [2, 0, 1]) {
    const device = stamps[n]!.slice(-36);
    await warningsOf(editOf(shop, { id, device, columns: { name: `By ${n}` }, stamp: stamps[n]! }));
  }
  expect(await rowOf('items', id)).toMatchObject({ name: 'By 2', stamps: { name: stamps[2] } });
});

test('[T056] edits of different columns are both kept, though the older arrives last', async () => {
  const { id, at } = await newItem(shop);
  const newer = editOf(shop, {
    id,
    columns: { name: 'Renamed' },
    previous: { name: 'New' },
    stamp: stampAt(shop.deviceId, at + 5),
  });
  const older = editOf(shop, {
    id,
    device: other,
    columns: price(300),
    previous: price(250),
    stamp: stampAt(other, at),
  });
  expect(await warningsOf(newer)).toEqual([]);
  expect(await warningsOf(older)).toEqual([]);
  expect(await rowOf('items', id)).toMatchObject({
    name: 'Renamed',
    price_minor: 300,
    stamps: { name: newer.payload['stamp'], price: older.payload['stamp'] },
  });
  expect((await conflictsOf(shop)).filter((conflict) => conflict.record_id === id)).toEqual([]);
});

test('[R9.1-3] [T061] what is overwritten unseen is logged; what was seen, or is the same, is not', async () => {
  const { id, at } = await newItem(shop);
  const set = (name: string, previous: string, n: number) =>
    warningsOf(
      editOf(shop, {
        id,
        columns: { name },
        previous: { name: previous },
        stamp: stampAt(shop.deviceId, at + n),
      }),
    );
  expect(await set('A', 'New', 1), 'seen').toEqual([]);
  expect(await set('A', 'New', 2), 'unseen, but the same').toEqual([]);
  expect(await set('B', 'New', 4), 'unseen').toEqual(['overwrote_unseen:name']);
  expect(await set('B', 'New', 3), 'older, but the same').toEqual([]);
  expect(await set('C', 'B', 5), 'seen').toEqual([]);
  // No device stamps two edits alike. Should one: the first stands, and the other is not lost in silence.
  expect(await set('C', 'B', 5), 'the same stamp and value').toEqual([]);
  expect(await set('D', 'B', 5), 'the same stamp').toEqual(['older:name']);
  const logged = (await conflictsOf(shop)).filter((conflict) => conflict.record_id === id);
  expect(logged).toMatchObject([
    { reason: 'overwrote_unseen', loser_values: { name: 'A' }, winner_values: { name: 'B' } },
    { reason: 'older', loser_values: { name: 'D' }, winner_values: { name: 'C' } },
  ]);

  // A value that no edit set has no stamp and nobody to name.
  const [plain] = await push(shop.manager, [
    editOf(shop, { columns: { name: 'Set' }, previous: { name: 'Never there' } }),
  ]);
  expect(plain).toMatchObject({ warnings: ['overwrote_unseen:name'] });
  expect((await conflictsOf(shop)).find(({ edit_id }) => edit_id === plain!.queue_id)).toMatchObject({
    loser_values: { name: 'Item 0' },
    loser_stamp: null,
    loser_by: null,
    loser_device_id: null,
  });
});

test('[T061] 1 and true, which a device and the server write for the same, are the same', async () => {
  const { id } = await newItem(shop, { is_archived: 1 });
  expect(await rowOf('items', id)).toMatchObject({ is_archived: true });
  const back = editOf(shop, { id, columns: { is_archived: 0 }, previous: { is_archived: 1 } });
  expect(await warningsOf(back)).toEqual([]);
  expect(await rowOf('items', id)).toMatchObject({ is_archived: false });
});

test('[T063] a price and its tax rate are of one writer: the newer pair stands whole', async () => {
  const rate = crypto.randomUUID();
  await push(shop.manager, [
    editOf(shop, {
      kind: 'create',
      table: 'tax_rates',
      id: rate,
      columns: { name: 'Low', rate_ppm: 50_000 },
    }),
  ]);
  const { id, at } = await newItem(shop);
  const newer = editOf(shop, {
    id,
    columns: { price_minor: 300, tax_rate_id: shop.taxRate },
    previous: price(250),
    stamp: stampAt(shop.deviceId, at + 1),
  });
  const older = editOf(shop, {
    id,
    device: other,
    columns: { price_minor: 250, tax_rate_id: rate },
    previous: price(250),
    stamp: stampAt(other, at),
  });
  expect(await warningsOf(newer)).toEqual([]);
  expect(await warningsOf(older)).toEqual(['older:price']);
  expect(await rowOf('items', id)).toMatchObject(newer.payload['columns'] as object);
  expect((await conflictsOf(shop)).find(({ edit_id }) => edit_id === older.queue_id)).toMatchObject({
    loser_values: { price_minor: 250, tax_rate_id: rate },
    winner_values: { price_minor: 300, tax_rate_id: shop.taxRate },
  });
});

test('[T063] half of what belongs together is refused, in every group', async () => {
  const settings = await owner.query<{ id: string }>(
    'select id from public.location_settings where location_id = $1',
    [shop.id],
  );
  const customer = editOf(shop, { kind: 'create', table: 'customers', columns: { name: 'C' } });
  expect(await warningsOf(customer)).toEqual([]);
  const halves = [
    ['items', shop.items[0], { price_minor: 1 }, 'tax_rate_id'],
    ['items', shop.items[0], { tax_rate_id: shop.taxRate }, 'price_minor'],
    ['customers', customer.entity_id, { credit_limit_minor: 1 }, 'credit_days'],
    ['customers', customer.entity_id, { credit_days: 1 }, 'credit_limit_minor'],
    ['location_settings', settings.rows[0]!.id, { currency: 'JPY' }, 'currency_decimals'],
    ['location_settings', settings.rows[0]!.id, { currency_decimals: 0 }, 'currency'],
    ['location_settings', settings.rows[0]!.id, { block_on_sync: 'hold' }, 'negative_stock_policy'],
    ['location_settings', settings.rows[0]!.id, { negative_stock_policy: 'WARN' }, 'block_on_sync'],
  ] as const;
  for (const [table, id, columns, field] of halves) {
    const [result] = await push(shop.admin, [editOf(shop, { table, id, columns })]);
    expect(result, field).toMatchObject({ status: 'rejected', code: 'RVSHP', field });
  }
});

test('[T063] an edit after which the row would break a rule is refused whole and logged once', async () => {
  await owner.query(
    `alter table public.suppliers add constraint both_or_none check (name <> 'Both' or phone is not null)`,
  );
  try {
    const made = editOf(shop, { kind: 'create', table: 'suppliers', columns: { name: 'Both', phone: '1' } });
    expect(await warningsOf(made)).toEqual([]);
    const before = await rowOf('suppliers', made.entity_id);
    const bad = editOf(shop, {
      table: 'suppliers',
      id: made.entity_id,
      columns: { phone: null, email: 'a@b' },
      previous: { phone: '1', email: null },
    });
    for (const tries of [1, 2]) {
      expect((await push(shop.manager, [bad]))[0], `try ${tries}`).toMatchObject({
        status: 'rejected',
        code: '23514',
        field: 'name',
        entity_id: made.entity_id,
      });
    }
    expect(await rowOf('suppliers', made.entity_id)).toEqual(before);
    const logged = (await conflictsOf(shop)).filter(({ edit_id }) => edit_id === bad.queue_id);
    expect(logged).toMatchObject([
      { field: 'email', reason: 'check', loser_values: { email: 'a@b' }, winner_values: { email: null } },
      { field: 'phone', reason: 'check', loser_values: { phone: null }, winner_values: { phone: '1' } },
    ]);
    const kept = await owner.query(
      'select record, tries, resolved_at from public.rejected_documents where document_id = $1',
      [bad.queue_id],
    );
    expect(kept.rows).toEqual([{ record: bad, tries: 2, resolved_at: null }]);

    // Corrected under its own id it is taken, and the refusal is closed.
    bad.payload['columns'] = { email: 'a@b' };
    expect(await warningsOf(bad)).toEqual([]);
    expect(await rowOf('suppliers', made.entity_id)).toMatchObject({ phone: '1', email: 'a@b' });
    const closed = await owner.query(
      'select resolution from public.rejected_documents where document_id = $1',
      [bad.queue_id],
    );
    expect(closed.rows).toEqual([{ resolution: 'posted' }]);
  } finally {
    await owner.query('alter table public.suppliers drop constraint both_or_none');
  }
});

test('[T064] archiving and editing are both kept; an edit after it does not bring an item back, and it still sells', async () => {
  const { id, at } = await newItem(shop);
  const sale = saleOf(shop, [{ item_id: id }]);
  const archive = editOf(shop, {
    id,
    columns: { is_archived: 1 },
    previous: { is_archived: 0 },
    stamp: stampAt(shop.deviceId, at + 1),
  });
  expect(await warningsOf(archive)).toEqual([]);
  for (const n of [0, 2]) {
    const rename = editOf(shop, {
      id,
      device: other,
      columns: { name: `Name ${n}` },
      previous: { name: n === 0 ? 'New' : 'Name 0' },
      stamp: stampAt(other, at + n),
    });
    expect(await warningsOf(rename)).toEqual([]);
    expect(await rowOf('items', id)).toMatchObject({ is_archived: true, name: `Name ${n}` });
  }
  expect((await push(shop.cashier, [sale]))[0]).toMatchObject({ status: 'applied' });
});

test('[T065] [R6.1-4] a second item with a barcode is made without it and flagged; its sales post', async () => {
  const barcode = '5901234123457';
  const first = await newItem(shop, { barcode });
  const made = editOf(shop, {
    kind: 'create',
    device: other,
    columns: await itemOf(shop, { name: 'Second', barcode }),
  });
  const sale = saleOf(shop, [{ item_id: made.entity_id }]);
  const results = await push(shop.manager, [made, sale]);
  expect(results).toMatchObject([
    { status: 'applied', warnings: ['barcode_taken:barcode'] },
    { status: 'applied' },
  ]);
  const row = await rowOf('items', made.entity_id);
  expect(row).toMatchObject({ name: 'Second', barcode: null });
  expect(row!.stamps).not.toHaveProperty('barcode');
  expect((await conflictsOf(shop)).find(({ edit_id }) => edit_id === made.queue_id)).toMatchObject({
    reason: 'barcode_taken',
    field: 'barcode',
    loser_values: { barcode },
    loser_device_id: other,
    winner_values: { barcode, id: first.id },
    winner_by: shop.manager,
    winner_device_id: shop.deviceId,
  });

  // An item that has one keeps it, and what else was edited is kept too.
  const third = await newItem(shop, { barcode: '40084015' });
  const edit = editOf(shop, {
    id: third.id,
    columns: { barcode, name: 'Third' },
    previous: { barcode: '40084015', name: 'New' },
  });
  expect(await warningsOf(edit)).toEqual(['barcode_taken:barcode']);
  expect(await rowOf('items', third.id)).toMatchObject({ barcode: '40084015', name: 'Third' });

  // Another location has its own.
  const elsewhere = await newShop();
  const same = editOf(elsewhere, { kind: 'create', columns: await itemOf(elsewhere, { barcode }) });
  expect((await push(elsewhere.manager, [same]))[0]).toMatchObject({ warnings: [] });
});

test('[R11.3-6] the history says who set what, when and where, and what it was', async () => {
  const { id } = await newItem(shop);
  const stranger = await newUser();
  const mine = editOf(shop, { id, columns: { name: 'Mine' }, previous: { name: 'New' } });
  const theirs = {
    ...editOf(shop, { id, device: other, columns: { name: 'Theirs' }, previous: { name: 'Mine' } }),
    created_by: stranger,
  };
  await warningsOf(mine, shop.admin);
  expect(await warningsOf(theirs)).toEqual(['author_not_member']);
  const { rows } = await owner.query(
    `select id, kind, table_name, columns, previous, stamp, device_id, created_by, submitted_by
     from public.master_edits where record_id = $1 and kind = 'edit' order by stamp`,
    [id],
  );
  expect(rows).toEqual([
    {
      id: mine.queue_id,
      kind: 'edit',
      table_name: 'items',
      columns: { name: 'Mine' },
      previous: { name: 'New' },
      stamp: mine.payload['stamp'],
      device_id: shop.deviceId,
      created_by: shop.admin,
      submitted_by: null,
    },
    expect.objectContaining({
      device_id: other,
      created_by: stranger,
      submitted_by: shop.manager,
    }) as unknown,
  ]);
});
