/** Answers that are none: what is between us and the server may say anything, and nothing counts but an answer of ours. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushTimeoutMs, pushTo, wireRecord } from '#connector/push.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import type { PushRecord } from '#schema/push.ts';
import { sell } from '#tests/support/device.ts';
import type { Fault } from '#tests/support/fault-proxy.ts';
import { serverTruth } from '#tests/support/shop.ts';
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
  it.proxy.set('/portal', { kind: 'html200' });
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await stack.stop();
});

const unsynced = () =>
  it.device.till.db.power.getAll<OutboxRow>(
    `select * from outbox where sync_status <> 'synced' order by position`,
  );
const entryCount = async () => (await it.device.till.db.power.getAll('select id from ps_crud')).length;

const without = (from: object, name: string) =>
  Object.fromEntries(Object.entries(from).filter(([key]) => key !== name));
type Answer = { server_now?: string; results: Record<string, unknown>[] } & Record<string, unknown>;
const rewrite = (change: (answer: Answer) => unknown): Fault => ({
  kind: 'rewrite',
  change: (body) => JSON.stringify(change(JSON.parse(body) as Answer)),
});
const withResult = (change: (result: Record<string, unknown>) => unknown) =>
  rewrite((answer) => ({ ...answer, results: answer.results.map(change) }));

/** Posted by the server or not: kept, tried again, and there once. */
async function survives(fault: Fault): Promise<void> {
  const before = await serverTruth(stack, it.shop);
  it.proxy.set(pushPath, fault);
  await sell(it.device, 'Rice', 1);
  const pass = virtualPass(it.device);
  await pass.run(() => true);
  expect(await unsynced()).toMatchObject([
    { sync_status: 'pending', retry_count: 1, answered_count: 0, error_code: 'NETWORK' },
  ]);
  expect((await unsynced())[0]?.last_error).toMatch(/^The server could not be reached/);
  expect(await entryCount()).toBe(1);
  it.proxy.set(pushPath, { kind: 'pass' });
  await pass.run();
  expect([await unsynced(), await entryCount()]).toEqual([[], 0]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 1,
    moves: before.moves + 1,
    outcomes: before.outcomes + 1,
    balance_milli: before.balance_milli - 1000,
    rejected: 0,
  });
}

const portals: readonly (readonly [what: string, fault: Fault])[] = [
  ['a web page with 200', { kind: 'html200' }],
  ['a redirect to a web page', { kind: 'redirect', to: '/portal' }],
  ['a redirect to itself, for ever', { kind: 'redirect', to: pushPath }],
  ['an empty body', { kind: 'rewrite', change: () => '' }],
  ['half of the JSON', { kind: 'rewrite', change: (body) => body.slice(0, body.length / 2) }],
  ['half of the bytes, then cut', { kind: 'truncate' }],
  ['null', { kind: 'status', status: 200, body: null }],
  ['a list', { kind: 'status', status: 200, body: [] }],
  ["somebody else's JSON", { kind: 'status', status: 200, body: { status: 'ok' } }],
  ['200 and nothing else', { kind: 'status', status: 200, text: '' }],
];
test.each(portals)('[T030] [R13-11] %s is no answer', (_, fault) => survives(fault));

const malformed: readonly (readonly [what: string, fault: Fault])[] = [
  ['without a status', withResult((one) => without(one, 'status'))],
  ['with a status that nobody knows', withResult((one) => ({ ...one, status: 'done' }))],
  ['for another document', withResult((one) => ({ ...one, entity_id: crypto.randomUUID() }))],
  ['for another entry', withResult((one) => ({ ...one, queue_id: crypto.randomUUID() }))],
  ['without its code', withResult((one) => without(one, 'code'))],
  [
    'more than was sent',
    rewrite((answer) => ({ ...answer, results: [...answer.results, ...answer.results] })),
  ],
  ['none at all', rewrite((answer) => ({ ...answer, results: [] }))],
  ['not a list', rewrite((answer) => ({ ...answer, results: 'applied' }))],
  ['without the time', rewrite((answer) => without(answer, 'server_now'))],
];
test.each(malformed)('[T031] [R7.3-5] results %s keep the queue', (_, fault) => survives(fault));

test('[T014] [T023] [R10.1-1c] [R7.3-1] a server that does not answer in time: the batch halves down to one, and nothing is lost or out of order', async () => {
  const before = await serverTruth(stack, it.shop);
  const bodies = it.proxy.record(pushPath);
  const numbers: string[] = [];
  for (let i = 0; i < 8; i += 1) numbers.push((await sell(it.device, 'Rice', 1)).number);
  const timeoutMs = 1500;
  const pass = virtualPass(it.device, { push: pushTo(it.device.session.client, timeoutMs) });
  // Neither a server that never sees it nor one that answers too late, drop by drop, is told from the other.
  const faults: readonly Fault[] = [{ kind: 'blackhole' }, { kind: 'mute' }, { kind: 'slow_drip', ms: 200 }];
  for (const [index, fault] of faults.entries()) {
    it.proxy.set(pushPath, fault);
    await pass.run(() => pass.triesMs.length > index);
    expect((await unsynced())[0]).toMatchObject({
      retry_count: index + 1,
      error_code: 'TIMEOUT',
      answered_count: 0,
    });
  }
  it.proxy.set(pushPath, { kind: 'blackhole' });
  const halving = virtualPass(it.device, {
    startMs: pass.nowMs(),
    push: pushTo(it.device.session.client, timeoutMs),
  });
  const from = bodies.length;
  await halving.run(() => halving.triesMs.length >= 4);
  const sizes = () => bodies.slice(from).map((body) => sent(body).length);
  expect(sizes()).toEqual([8, 4, 2, 1]);
  it.proxy.set(pushPath, { kind: 'pass' });
  const at = bodies.length;
  await virtualPass(it.device, { startMs: halving.nowMs() + 3_600_000 }).run();
  expect(bodies.slice(at).flatMap(sent).map(numberOf)).toEqual(numbers);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 8,
    moves: before.moves + 8,
    balance_milli: before.balance_milli - 8000,
  });
  expect(pushTimeoutMs).toBe(20_000);
});

const sent = (body: string) => (JSON.parse(body) as { records: PushRecord[] }).records;
const numberOf = ({ payload }: PushRecord) => (payload as { invoice_number: string }).invoice_number;

test('[T036] [R7.3-4] [R8.1-6] sixteen senders of the same documents at once: each is posted once, and all are told so', async () => {
  const before = await serverTruth(stack, it.shop);
  for (let i = 0; i < 3; i += 1) await sell(it.device, 'Rice', 1);
  const records = (await unsynced()).map(wireRecord);
  const push = pushTo(it.device.session.client);
  const { signal } = new AbortController();
  const replies = await Promise.all(Array.from({ length: 16 }, () => push(records, signal)));
  const statuses = replies.map((reply) =>
    reply.kind === 'answered' ? reply.results.map(({ status }) => status).join() : reply.kind,
  );
  const once = statuses.filter((one) => one === 'applied,applied,applied');
  const again = statuses.filter((one) => one === 'already_applied,already_applied,already_applied');
  expect([once.length, again.length]).toEqual([1, 15]);
  await virtualPass(it.device).run();
  expect(await unsynced()).toEqual([]);
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 3,
    moves: before.moves + 3,
    balance_milli: before.balance_milli - 3000,
  });
});
