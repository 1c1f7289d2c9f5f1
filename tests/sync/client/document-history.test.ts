/** What a device can say of who made a sale or an adjustment, before and after the server has it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { documentHistory } from '#queries/document-history.ts';
import { sell, until, type Device } from '#tests/support/device.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const historyOf = ({ till }: Device, id: string) =>
  documentHistory(till.db.read, id).executeTakeFirstOrThrow();

test('[R11.3-6] who, when, where and why, offline too; then when it came into the books', async () => {
  await using it = await tillWorld(stack);
  const { device, proxy, shop } = it;
  proxy.cut();
  const sale = await sell(device, 'Rice', 1);
  const here = await historyOf(device, sale.id);
  expect(here).toMatchObject({
    made_by: 'Morgan',
    device_code: device.till.device.code,
    approved_by: null,
    sent_in_by: null,
    note: null,
    posted_at: null,
  });
  expect(here.changed_at).toBe(here.made_at);
  proxy.heal();
  device.shop.store.syncNow();
  const rowOf = (table: string) => device.till.db.power.getAll<{ id: string }>(`select id from ${table}`);
  await until(
    'the rows are here',
    () => rowOf('sales_invoices'),
    (rows) => rows.length === 1,
  );
  const posted = await historyOf(device, sale.id);
  expect(posted).toMatchObject({
    ...here,
    posted_at: expect.any(String),
    journal_seq: 2,
    session_of: 'Morgan',
  });

  const [adjustment] = await until(
    'adjusted',
    () => rowOf('stock_adjustments'),
    (rows) => rows.length === 1,
  );
  expect(await historyOf(device, adjustment!.id)).toMatchObject({
    made_by: 'Morgan',
    note: 'Opening stock',
    journal_seq: 1,
    posted_at: expect.any(String),
  });
  expect(await documentHistory(device.till.db.read, shop.id).execute()).toEqual([]);
});
