/** A till that dies, or fails, at the worst moments of an upload; what is left on the disk is all that the next pass has. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createConnector } from '#connector/connector.ts';
import { pushTo, type Push } from '#connector/push.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { sell, type Device } from '#tests/support/device.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld, type TillWorld } from '#tests/support/till-world.ts';
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
const records = () =>
  power().getAll<OutboxRow>(`select * from outbox where entity_type = 'sales_invoice' order by position`);
const unsynced = async () => (await records()).filter(({ sync_status }) => sync_status !== 'synced');
const entryCount = async () => (await power().getAll('select id from ps_crud')).length;
/** What the server must refuse: its total is not what its lines say. */
const spoil = (id: string) =>
  power().execute(`update outbox set payload = json_set(payload, '$.total_minor', 1) where entity_id = ?`, [
    id,
  ]);

/** The database of a till that dies at the moment at which its entries would go. */
function dyingBeforeComplete(of: CommonPowerSyncDatabase): CommonPowerSyncDatabase {
  return new Proxy(of, {
    get(target, name) {
      if (name !== 'getCrudBatch') return Reflect.get(target, name, target) as unknown;
      return async (most: number) => {
        const batch = await target.getCrudBatch(most);
        return batch && { crud: batch.crud, complete: () => Promise.reject(new Error('killed')) };
      };
    },
  });
}

test('[T016] [R10.3-2] killed after the server has it and before that is written down: sent again, and there once', async () => {
  const before = await serverTruth(stack, it.shop);
  await sell(it.device, 'Rice', 1);
  const push = pushTo(it.device.session.client);
  const killed: Push = async (sent, stop) => {
    await push(sent, stop);
    throw new Error('killed');
  };
  await expect(virtualPass(it.device, { push: killed }).run()).rejects.toThrow('killed');
  expect(await unsynced()).toHaveLength(1);
  expect((await serverTruth(stack, it.shop)).invoices).toBe(before.invoices + 1);
  await virtualPass(it.device).run();
  expect([await unsynced(), await entryCount()]).toEqual([[], 0]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 1,
    moves: before.moves + 1,
    balance_milli: before.balance_milli - 1000,
  });
});

test('[T016] killed after the answer is written down and before the entries go: they go without being sent again', async () => {
  const before = await serverTruth(stack, it.shop);
  const good = await sell(it.device, 'Rice', 1);
  const bad = await sell(it.device, 'Rice', 1);
  await spoil(bad.id);
  const dying = virtualPass(it.device, { power: dyingBeforeComplete(power()) });
  await expect(dying.run()).rejects.toThrow('killed');
  const states = async () =>
    (await records())
      .filter(({ entity_id }) => [good.id, bad.id].includes(entity_id))
      .map(({ sync_status }) => sync_status);
  expect(await states()).toEqual(['synced', 'failed']);
  expect(await entryCount()).toBe(2);
  const next = virtualPass(it.device);
  await next.run();
  expect([next.triesMs, await entryCount(), await states()]).toEqual([[], 0, ['synced', 'failed']]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 1,
    rejected: before.rejected + 1,
  });
});

test('[T024] [R10.2-11] a document that is refused, first in the queue, and fifty behind it: they pass, in order', async () => {
  const before = await serverTruth(stack, it.shop);
  const poison = await sell(it.device, 'Rice', 1);
  await spoil(poison.id);
  const numbers: string[] = [];
  for (let i = 0; i < 50; i += 1) numbers.push((await sell(it.device, 'Rice', 1)).number);
  const pass = virtualPass(it.device);
  await pass.run();
  const made = (await records()).filter(({ number }) => numbers.includes(number));
  expect(made.every(({ sync_status }) => sync_status === 'synced')).toBe(true);
  const inJournal = made.toSorted((a, b) => (a.journal_seq ?? 0) - (b.journal_seq ?? 0));
  expect(inJournal.map(({ number }) => number)).toEqual(numbers);
  expect((await records()).find(({ entity_id }) => entity_id === poison.id)).toMatchObject({
    sync_status: 'failed',
    error_code: 'RVTOT',
    retry_count: 0,
  });
  expect(pass.triesMs.length).toBeLessThanOrEqual(3);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: before.invoices + 50 });
});

function oddErrors(): readonly (readonly [what: string, error: unknown])[] {
  const circular: Record<string, unknown> = {};
  circular['self'] = circular;
  return [
    ['a response', Object.assign(new Error('refused'), { response: new Response('no') })],
    ['a function', Object.assign(new Error('refused'), { again: () => undefined })],
    ['a cause that turns in a circle', new Error('refused', { cause: circular })],
    ['the type of an abort', new DOMException('stopped', 'AbortError')],
    ['a megabyte of text', new Error('x'.repeat(1_000_000))],
    ['no error at all', undefined],
    ['a symbol', Symbol('odd')],
  ];
}

test.each(oddErrors())(
  '[T027] an error with %s crosses to the worker as text, and the next pass drains',
  async (_, error) => {
    await sell(it.device, 'Rice', 1);
    const thrown = await uploadWith(it.device, () => Promise.reject(error)).catch((e: unknown) => e);
    expect(thrown).toBeInstanceOf(Error);
    expect(structuredClone(thrown)).toMatchObject({ message: (thrown as Error).message });
    expect((thrown as Error).message.length).toBeLessThanOrEqual(500);
    await uploadWith(it.device, pushTo(it.device.session.client));
    expect(await entryCount()).toBe(0);
  },
);

/** One call of `uploadData`, as PowerSync makes it, of a connector of its own. */
async function uploadWith({ platform, session, till }: Device, push: Push): Promise<void> {
  const channel = platform.openChannel('odd');
  const isolated = {
    ...platform,
    network: { isUp: () => true, onChange: () => () => undefined },
    withLock: <T>(_: string, _signal: AbortSignal, work: () => Promise<T>) => work(),
  };
  const { clock, user } = till;
  const options = { platform: isolated, clock, channel, session, push, powersyncUrl: '', userId: user.id };
  const connector = createConnector(options);
  try {
    await connector.uploadData(till.db.power);
  } finally {
    connector.close();
    channel.close();
  }
}
