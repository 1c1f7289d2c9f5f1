/** Edits of masters from device to server and to the other devices: real devices, the real server. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retryFailed } from '#commands/retry-failed.ts';
import { applyImport, planImport } from '#commands/import-masters.ts';
import { saveMasters } from '#commands/save-masters.ts';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import { importUnsynced, seeUnsyncedFile } from '#commands/import-unsynced.ts';
import { readCsv } from '#domain/csv/read-table.ts';
import { guessMapping } from '#domain/csv/mapping.ts';
import { unsyncedFileText } from '#domain/unsynced-file.ts';
import type { MasterChange, Values } from '#domain/master-edit.ts';
import { latestStamp } from '#domain/stamp.ts';
import { itemsNamed } from '#queries/items.ts';
import { outboxRecords } from '#queries/outbox.ts';
import { refusedElsewhere } from '#queries/refused.ts';
import { newId } from '#schema/new-id.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import { laptopAndTill } from '#tests/support/refused-world.ts';
import { withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

let stack: TestStack;
let it: Awaited<ReturnType<typeof laptopAndTill>>;

beforeAll(async () => {
  stack = await startTestStack();
  it = await laptopAndTill(stack, {}, 'manager');
  await until(
    'a manager at the till',
    () => it.till.till.user.role,
    (role) => role === 'manager',
  );
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await stack.stop();
});

type Row = Record<string, unknown>;
const onServer = <T extends object = Row>(text: string, values: unknown[] = []) =>
  withOwner(stack, async (db) => (await db.query<T>(text, values)).rows);

async function save(device: Device, ...changes: MasterChange[]) {
  const saved = await saveMasters(device.till, changes);
  expect(saved, JSON.stringify(saved)).toMatchObject({ kind: 'saved' });
}

const edit = (id: string, columns: Values): MasterChange => ({ table: 'items', kind: 'edit', id, columns });

async function newItem({ till }: Device, columns: Values): Promise<MasterChange> {
  const rice = await till.db.power.get<Record<string, string>>('select * from items where id = ?', [
    it.shop.rice,
  ]);
  const { category_id, unit_id, tax_rate_id } = rice as Record<
    'category_id' | 'unit_id' | 'tax_rate_id',
    string
  >;
  const like = { category_id, unit_id, tax_rate_id, price_minor: 120 };
  return { table: 'items', kind: 'create', id: newId(), columns: { ...like, ...columns } };
}

const itemOn = ({ till }: Device, id: string) =>
  till.db.power.getOptional<Row>(
    'select name, barcode, price_minor, cost_minor, is_archived from items where id = ?',
    [id],
  );

/** What the server has, once both devices have it too. */
async function agreed(id: string): Promise<Row> {
  const [row] = await onServer(
    'select name, barcode, price_minor, cost_minor, is_archived from items where id = $1',
    [id],
  );
  const wanted = JSON.stringify({
    ...row,
    price_minor: Number(row!['price_minor']),
    cost_minor: Number(row!['cost_minor']),
    is_archived: Number(row!['is_archived']),
  });
  for (const device of [it.laptop, it.till]) {
    await until(
      'nothing waits',
      () => pendingOf(device),
      (n) => n === 0,
    );
    await until(
      'the same row',
      async () => JSON.stringify(await itemOn(device, id)),
      (text) => text === wanted,
    );
  }
  return JSON.parse(wanted) as Row;
}

const sync = (device: Device) => {
  device.shop.store.syncNow();
  return until(
    'sent',
    () => pendingOf(device),
    (n) => n === 0,
  );
};

test('[R3.2-16] [R3.2-22] [R9.1-2] an item made and sold without a network is posted once, and is on the other device', async () => {
  it.network.cut();
  const tea = await newItem(it.till, { name: 'Green tea', barcode: '5012345678900' });
  await save(it.till, tea);
  const { id } = await sell(it.till, 'Green tea', 2);
  expect(await pendingOf(it.till)).toBe(2);
  it.network.heal();
  await sync(it.till);
  expect(await onServer('select flags from sales_invoices where id = $1', [id])).toEqual([
    { flags: ['negative_stock'] },
  ]);
  expect(await agreed(tea.id)).toMatchObject({ name: 'Green tea', price_minor: 120 });
  expect(await itemsNamed(it.laptop.till.db.read, 'green tea').execute()).toHaveLength(1);
});

test('[R9.1-1] [R9.1-2] [T055] of two edits of a field the newer wins everywhere, whichever comes first; other fields are both kept', async () => {
  it.network.cut();
  // Which of two edits a moment apart is the newer one, clocks of that precision do not say.
  it.till.platform.moveClock(-60_000);
  await save(it.till, edit(it.shop.milk, { price_minor: 410, name: 'Fresh milk 1l' }));
  await save(it.laptop, edit(it.shop.milk, { price_minor: 430, cost_minor: 220 }));
  await sync(it.laptop);
  it.network.heal();
  await sync(it.till);
  // The laptop's price was the newer edit, and came first.
  expect(await agreed(it.shop.milk)).toMatchObject({
    price_minor: 430,
    cost_minor: 220,
    name: 'Fresh milk 1l',
  });
  const lost = `select loser_values ->> 'price_minor' as lost, reason from master_conflicts where record_id = $1`;
  expect(await onServer(lost, [it.shop.milk])).toEqual([{ lost: '410', reason: 'older' }]);
  for (const { till } of [it.laptop, it.till]) {
    await until(
      '[R9.1-3] the loser is in the log of every manager',
      () => till.db.read.selectFrom('master_conflicts').select(['field', 'reason']).execute(),
      (rows) => rows.length === 1 && rows[0]?.field === 'price',
    );
  }
});

test('[T061] one barcode given twice offline: both items exist, one of them without it', async () => {
  const barcode = '5012345678917';
  it.network.cut();
  const [one, two] = [
    await newItem(it.till, { name: 'Cup red', barcode }),
    await newItem(it.laptop, { name: 'Cup blue', barcode }),
  ];
  await save(it.till, one);
  await save(it.laptop, two);
  await sync(it.laptop);
  it.network.heal();
  await sync(it.till);
  expect(await agreed(two.id)).toMatchObject({ barcode });
  expect(await agreed(one.id)).toMatchObject({ barcode: null, name: 'Cup red' });
});

test('[R2-9] the answer is lost: sent again, it is one edit', async () => {
  it.network.set(pushPath, { kind: 'drop_ack' });
  await save(it.till, edit(it.shop.rice, { cost_minor: 111 }));
  await until(
    'tried',
    () => it.network.count(pushPath),
    (n) => n > 0,
  );
  await until(
    'at the server',
    () => onServer('select 1 from master_edits where record_id = $1', [it.shop.rice]),
    (rows) => rows.length === 1,
  );
  it.network.heal();
  await sync(it.till);
  expect(await agreed(it.shop.rice)).toMatchObject({ cost_minor: 111 });
  expect(await onServer('select 1 from master_edits where record_id = $1', [it.shop.rice])).toHaveLength(1);
});

test('what the server refuses is kept, seen, and no longer the price; tried again, it is', async () => {
  const role = (name: string) =>
    onServer('update location_members set role = $2 where user_id = $1', [it.shop.cashier.id, name]);
  it.network.cut();
  await save(it.till, edit(it.shop.rice, { price_minor: 299 }));
  const sold = await sell(it.till, 'Rice');
  expect(await itemOn(it.till, it.shop.rice)).toMatchObject({ price_minor: 299 });
  await role('cashier');
  it.network.heal();
  it.till.shop.store.syncNow();
  const [record] = await until(
    'refused',
    () => outboxRecords(it.till.till.db.read).execute(),
    (rows) => rows.length === 1 && rows[0]?.sync_status === 'failed',
  );
  expect(record).toMatchObject({ entity_type: 'master_update', error_code: 'RAROL' });
  // The sale beside it is booked, at the price that was on screen.
  await until(
    'sold',
    () => onServer('select flags from sales_invoices where id = $1', [sold.id]),
    (rows) => rows.length === 1,
  );
  await until(
    'the price of the server again',
    () => itemOn(it.till, it.shop.rice),
    (row) => row?.['price_minor'] === 250,
  );
  await until(
    'seen by a manager elsewhere',
    () => refusedElsewhere(it.laptop.till.db.read).execute(),
    (rows) => rows.length === 1 && rows[0]?.id === record!.entity_id,
  );
  await until(
    'the till has heard of it',
    () => it.till.till.user.role,
    (name) => name === 'cashier',
  );
  await role('manager');
  await until(
    'a manager again',
    () => it.till.till.user.role,
    (name) => name === 'manager',
  );
  expect(await retryFailed(it.till.till, record!.queue_id)).toEqual({ kind: 'queued' });
  expect(await itemOn(it.till, it.shop.rice)).toMatchObject({ price_minor: 299 });
  await sync(it.till);
  expect(await agreed(it.shop.rice)).toMatchObject({ price_minor: 299 });
});

test('an edit in the file of unsent documents is read in on another device, and is one edit', async () => {
  it.network.cut();
  await save(it.till, edit(it.shop.rice, { name: 'Rice, long grain' }));
  const text = unsyncedFileText(await exportUnsynced(it.till.till));
  const seen = await seeUnsyncedFile(it.laptop.till, text);
  if (seen.kind !== 'seen') throw new Error(seen.kind);
  expect(await importUnsynced(it.laptop.till, seen.file)).toMatchObject({ added: 1 });
  await sync(it.laptop);
  it.network.heal();
  await sync(it.till);
  expect(await agreed(it.shop.rice)).toMatchObject({ name: 'Rice, long grain' });
  const made = `select created_by, submitted_by from master_edits where record_id = $1 and columns ? 'name'`;
  expect(await onServer(made, [it.shop.rice])).toEqual([
    { created_by: it.shop.cashier.id, submitted_by: it.shop.manager.id },
  ]);
});

test('[R11.1-1] a file imported on two devices, both offline, makes each of its rows once', async () => {
  const read = await readCsv(
    'Name,Barcode,Price,Category\nJam,,2.10,Spreads\nHoney,A-100,5,Spreads\n',
    async () => {},
  );
  if (read.kind !== 'read') throw new Error(read.kind);
  const { table: file } = read;
  const { columns } = await newItem(it.laptop, {});
  const rules = {
    table: 'items',
    mapping: guessMapping(file.heading, 'items'),
    numbers: { mark: '.', currencyDecimals: 2 },
    defaults: { unit_id: columns['unit_id']!, tax_rate_id: columns['tax_rate_id']! },
    mayMakeNames: true,
  } as const;
  const pacing = { pause: async () => {}, onProgress: () => {}, signal: new AbortController().signal };
  const bring = async ({ till }: Device) => {
    const plan = await planImport(till, file, rules, pacing);
    if (plan?.kind !== 'planned') throw new Error(JSON.stringify(plan));
    await applyImport(till, plan, pacing);
    return plan.changes.map(({ change }) => change.id);
  };
  it.network.cut();
  const ids = await bring(it.till);
  expect(await bring(it.laptop)).toEqual(ids);
  await sync(it.laptop);
  it.network.heal();
  await sync(it.till);
  for (const id of ids) await agreed(id);
  const [counted] = await onServer(
    `select (select count(*) from items where location_id = $1 and name in ('Jam', 'Honey')) as items,
       (select count(*) from categories where location_id = $1 and name = 'Spreads') as categories`,
    [it.shop.id],
  );
  expect(counted).toEqual({ items: '2', categories: '1' });
  expect(await onServer('select 1 from master_conflicts where record_id = any ($1)', [ids])).toEqual([]);
});

test('[R9.1-1] what a file does not say takes back nothing that was set elsewhere, however late the file is read in', async () => {
  it.network.cut();
  const { id, columns } = await newItem(it.laptop, { name: 'Marmalade', price_minor: 300 });
  const made: MasterChange = { table: 'items', kind: 'create', id, columns };
  await save(it.laptop, made);
  await save(it.laptop, edit(id, { cost_minor: 180, is_archived: 1 }));
  await sync(it.laptop);
  await save(it.till, made);
  expect(await itemOn(it.till, id)).toMatchObject({ cost_minor: 0, is_archived: 0 });
  it.network.heal();
  await sync(it.till);
  expect(await agreed(id)).toMatchObject({ name: 'Marmalade', cost_minor: 180, is_archived: 1 });
});

test('[T058] a clock that ran twenty minutes ahead, and is right again, makes no edit newer than it is', async () => {
  const aheadMs = 20 * 60_000;
  const { id, columns } = await newItem(it.laptop, { name: 'Soap', price_minor: 300 });
  await save(it.laptop, { table: 'items', kind: 'create', id, columns });
  await sync(it.laptop);
  await until(
    'soap on the till',
    () => itemOn(it.till, id),
    (row) => row?.['price_minor'] === 300,
  );
  it.network.cut();
  it.till.platform.moveClock(aheadMs);
  await save(it.till, edit(id, { cost_minor: 150 }));
  it.network.heal();
  await sync(it.till);
  expect(Math.abs(it.till.till.clock.now() - Date.now())).toBeLessThan(5000);
  await until(
    'its stamp as the server counts it',
    () => it.till.till.db.power.get<{ stamps: string }>('select stamps from items where id = ?', [id]),
    ({ stamps }) => (latestStamp(stamps) ?? '') < new Date(Date.now() + 60_000).toISOString(),
  );

  it.network.cut();
  // Which of two edits a moment apart is the newer one, clocks of that precision do not say.
  it.till.platform.moveClock(-60_000);
  await save(it.till, edit(id, { price_minor: 310 }));
  await save(it.laptop, edit(id, { price_minor: 330 }));
  await sync(it.laptop);
  it.network.heal();
  await sync(it.till);
  expect(await agreed(id)).toMatchObject({ price_minor: 330, cost_minor: 150 });
});

test('[R9.1-3] what somebody replaces without having seen it is logged, also if it came while they typed', async () => {
  const { id, columns } = await newItem(it.laptop, { name: 'Brush', price_minor: 300 });
  await save(it.laptop, { table: 'items', kind: 'create', id, columns });
  await sync(it.laptop);
  await agreed(id);
  await save(it.till, edit(id, { price_minor: 310 }));
  await sync(it.till);
  await agreed(id);
  await save(it.laptop, { ...edit(id, { price_minor: 330 }), seen: { price_minor: 300 } });
  await sync(it.laptop);
  expect(await agreed(id)).toMatchObject({ price_minor: 330 });
  const lost = `select loser_values ->> 'price_minor' as lost, reason from master_conflicts where record_id = $1`;
  expect(await onServer(lost, [id])).toEqual([{ lost: '310', reason: 'overwrote_unseen' }]);
});

test('an edit that was refused to its till and sent in by a manager elsewhere is no longer refused on the till', async () => {
  const role = (name: string) =>
    onServer('update location_members set role = $2 where user_id = $1', [it.shop.cashier.id, name]);
  it.network.cut();
  await save(it.till, edit(it.shop.milk, { cost_minor: 77 }));
  await role('cashier');
  it.network.heal();
  it.till.shop.store.syncNow();
  const state = async (status: string) =>
    until(
      status,
      () =>
        it.till.till.db.read.selectFrom('outbox').selectAll().orderBy('position', 'desc').limit(1).execute(),
      ([record]) => record?.sync_status === status,
    );
  await state('failed');
  const text = unsyncedFileText(await exportUnsynced(it.till.till));
  const seen = await seeUnsyncedFile(it.laptop.till, text);
  if (seen.kind !== 'seen') throw new Error(seen.kind);
  await importUnsynced(it.laptop.till, seen.file);
  await sync(it.laptop);
  expect(await state('synced')).toMatchObject([{ error_code: null, payload: null }]);
  expect(await agreed(it.shop.milk)).toMatchObject({ cost_minor: 77 });
  await role('manager');
});
