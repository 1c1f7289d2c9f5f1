/** What waits for another document of the same till, and what is queued again. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retryFailed } from '#commands/retry-failed.ts';
import { settle } from '#db/settle.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';
import type { PushRecord } from '#schema/push.ts';
import { sell } from '#tests/support/device.ts';
import { serverTruth, withOwner } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath, tillWorld, type TillWorld } from '#tests/support/till-world.ts';
import { virtualPass } from '#tests/support/virtual-pass.ts';

let stack: TestStack;
let it: TillWorld;

beforeAll(async () => {
  stack = await startTestStack();
  it = await tillWorld(stack);
  it.device.platform.setNetwork(false);
  it.proxy.set('/sync', { kind: 'refuse' });
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await stack.stop();
});

const power = () => it.device.till.db.power;
const recordOf = (id: string) => power().get<OutboxRow>('select * from outbox where entity_id = ?', [id]);
const entries = () =>
  power().getAll<{ tx_id: number; queue_id: string }>(
    `select tx_id, data ->> 'id' as queue_id from ps_crud order by id`,
  );
const run = () => virtualPass(it.device).run();
const edit = (id: string, path: string, value: unknown) =>
  power().execute(`update outbox set payload = json_set(payload, ?, json(?)) where entity_id = ?`, [
    path,
    JSON.stringify(value),
    id,
  ]);

/** An item of the shop under this id, as a manager's hand in the database would make it. */
const makeItem = (id: string) =>
  withOwner(stack, (db) =>
    db.query(
      `insert into public.items (id, location_id, name, category_id, unit_id, tax_rate_id, price_minor, created_by)
       select $1, location_id, 'Late', category_id, unit_id, tax_rate_id, price_minor, created_by from public.items where id = $2`,
      [id, it.shop.rice],
    ),
  );

/**
 * A sale that the server refuses, and sales that name it. Until masters are
 * made on a till no document of one kind needs another, so the name is where an
 * item's would be: for the server it is an item that it lacks until `makeItem`.
 */
async function family(children: number) {
  const parent = await sell(it.device, 'Rice', 1);
  await edit(parent.id, '$.total_minor', 1);
  const ids: string[] = [];
  for (let i = 0; i < children; i += 1) {
    const child = await sell(it.device, 'Rice', 1);
    await edit(child.id, '$.lines[0].item_id', parent.id);
    ids.push(child.id);
  }
  await run();
  return { parent, children: ids };
}

test('[T034] [R10.1-5c] dependents of a refused document wait, fail with what they lack, and are queued again once, at the tail and in order, when it posts', async () => {
  const before = await serverTruth(stack, it.shop);
  const { parent, children } = await family(2);
  expect(await recordOf(parent.id)).toMatchObject({ sync_status: 'failed', error_code: 'RVTOT' });
  for (const id of children)
    expect(await recordOf(id)).toMatchObject({
      sync_status: 'pending',
      is_waiting: 1,
      depends_on: parent.id,
    });
  await settle(power(), true);
  await run();
  for (const id of children)
    expect(await recordOf(id)).toMatchObject({
      sync_status: 'failed',
      error_code: 'RDITM',
      depends_on: parent.id,
    });
  expect(await entries()).toEqual([]);

  await edit(parent.id, '$.total_minor', 250);
  await makeItem(parent.id);
  await retryFailed(it.device.till, (await recordOf(parent.id)).queue_id);
  const bodies = it.proxy.record(pushPath);
  await run();
  const sent = bodies.flatMap((body) => (JSON.parse(body) as { records: PushRecord[] }).records);
  expect(sent.map(({ entity_id }) => entity_id)).toEqual([parent.id, ...children]);
  for (const id of [parent.id, ...children])
    expect(await recordOf(id)).toMatchObject({ sync_status: 'synced', depends_on: null, error_code: null });
  expect(await entries()).toEqual([]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 3,
    moves: before.moves + 3,
  });
});

test('[T034] a dependent that still waits is queued by its parent too; one whose parent is closed for good is not', async () => {
  const { parent, children } = await family(1);
  const [child = ''] = children;
  const asVoid = `update outbox set sync_status = 'synced', warnings = '["void"]' where entity_id = ?`;
  const posted = `update outbox set sync_status = 'synced', warnings = null where entity_id = ?`;
  await power().execute(asVoid, [parent.id]);
  expect(await recordOf(child)).toMatchObject({ is_waiting: 1 });
  await power().execute(`update outbox set sync_status = 'failed' where entity_id = ?`, [parent.id]);
  await power().execute(posted, [parent.id]);
  expect(await recordOf(child)).toMatchObject({ is_waiting: 0, sync_status: 'pending', depends_on: null });
  expect(await entries()).toHaveLength(1);
  // Its item is still not there: this time it depends on nothing of this till, and nothing queues it for ever.
  await run();
  await settle(power(), true);
  await run();
  expect(await recordOf(child)).toMatchObject({ sync_status: 'failed', depends_on: 'item_id' });
  expect(await entries()).toEqual([]);
});

test('a dependent that is marked after its parent has posted is queued all the same', async () => {
  const { parent, children } = await family(1);
  const [child = ''] = children;
  await power().execute(`update outbox set depends_on = null where entity_id = ?`, [child]);
  await power().execute(`update outbox set sync_status = 'synced' where entity_id = ?`, [parent.id]);
  await power().execute(
    `update outbox set sync_status = 'failed', is_waiting = 0, depends_on = ? where entity_id = ?`,
    [parent.id, child],
  );
  expect(await recordOf(child)).toMatchObject({ sync_status: 'pending', depends_on: null });
  expect(await entries()).toHaveLength(1);
  await makeItem(parent.id);
  await run();
  expect(await recordOf(child)).toMatchObject({ sync_status: 'synced' });
});

test('[R10.1-5b] a batch that the server does not have: once more after a complete pull, then failed, saying which field', async () => {
  const sale = await sell(it.device, 'Rice', 1);
  await edit(sale.id, '$.lines[0].item_id', it.shop.milk);
  await edit(sale.id, '$.lines[0].lot_id', newId());
  await run();
  expect(await recordOf(sale.id)).toMatchObject({ sync_status: 'pending', is_waiting: 1 });
  await settle(power(), true);
  await run();
  expect(await recordOf(sale.id)).toMatchObject({
    sync_status: 'failed',
    error_code: 'RDLOT',
    error_field: 'lot_id',
    depends_on: 'lot_id',
  });
});

test('[T033] [T035] [R10.2-9] what is queued again is the same to the byte, in a new transaction at the tail; pressed twice, and in two tabs, it is queued once', async () => {
  const failing = await sell(it.device, 'Rice', 2);
  const bodies = it.proxy.record(pushPath);
  const recordIn = (body: string) =>
    JSON.stringify(
      (JSON.parse(body) as { records: PushRecord[] }).records.find(
        ({ entity_id }) => entity_id === failing.id,
      ),
    );
  const [first] = await entries();
  it.proxy.set(pushPath, {
    kind: 'status',
    status: 400,
    body: { code: 'RVSTK', message: 'Not enough stock.' },
  });
  await run();
  expect(await recordOf(failing.id)).toMatchObject({ sync_status: 'failed', error_code: 'RVSTK' });
  const behind = await sell(it.device, 'Rice', 1);
  const { queue_id } = await recordOf(failing.id);
  // A tab has a connection of its own to the same file.
  const { platform, till } = it.device;
  const [{ file } = { file: '' }] = await power().getAll<{ file: string }>('pragma database_list');
  const other = await platform.openDatabase(file.slice(file.lastIndexOf('/') + 1));
  // In the browser the VFS makes one tab wait for another; here SQLite has to be told to.
  for (const connection of [power(), other]) await connection.execute('pragma busy_timeout = 30000');
  const otherTab = { ...till, db: { ...till.db, power: other } };
  const presses = await Promise.all([retryFailed(till, queue_id), retryFailed(till, queue_id)]);
  presses.push(await retryFailed(otherTab, queue_id), await retryFailed(otherTab, queue_id));
  await other.close();
  expect(presses.map(({ kind }) => kind).toSorted()).toEqual(['queued', 'refused', 'refused', 'refused']);
  const queued = await entries();
  expect(queued.map((entry) => entry.queue_id)).toEqual([(await recordOf(behind.id)).queue_id, queue_id]);
  expect(queued[1]!.tx_id).toBeGreaterThan(first!.tx_id);
  it.proxy.set(pushPath, { kind: 'pass' });
  await run();
  expect(await recordOf(failing.id)).toMatchObject({ sync_status: 'synced' });
  const sendings = bodies.map(recordIn).filter((one) => one !== undefined);
  expect(sendings.length).toBeGreaterThanOrEqual(2);
  expect(new Set(sendings).size).toBe(1);
});
