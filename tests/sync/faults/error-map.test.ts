/**
 * The error map (faults.md section 4) row by row: each answer given to a real
 * push, and what then is true of the record, the queue and what people read.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { retryFailed } from '#commands/retry-failed.ts';
import { isHold } from '#connector/outcome.ts';
import { settle } from '#db/settle.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { sell } from '#tests/support/device.ts';
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
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await stack.stop();
});

type Answer = readonly [code: string, status: number];

/** Nothing was decided, or nobody answered: keep, back off. */
const outage: readonly Answer[] = [
  ['', 408],
  ['', 425],
  ['', 429],
  ['', 500],
  ['', 502],
  ['', 503],
  ['', 504],
  ['', 520],
  ['08000', 503],
  ['08006', 503],
  ['53100', 503],
  ['53300', 503],
  ['53400', 500],
  ['57014', 500],
  ['57P01', 503],
  ['57P03', 503],
  ['58030', 500],
  ['25006', 405],
  ['PGRST000', 503],
  ['PGRST001', 503],
  ['PGRST002', 503],
  ['PGRST003', 504],
  ['PGRSTX00', 500],
];
/** The server itself would not decide: the same, and ten of them are enough. */
const undecided: readonly Answer[] = [
  ['55P03', 500],
  ['57000', 500],
  ['XX000', 500],
  ['XX001', 500],
];
/** The same, but first tried at once: two transactions met. */
const collision: readonly Answer[] = [
  ['40001', 500],
  ['40P01', 500],
];
/** Our bug or a deployment: keep, back off, never the cap, and say so. What nobody knows is of these. */
const hold: readonly Answer[] = [
  ['42P01', 404],
  ['42703', 400],
  ['42803', 400],
  ['42883', 404],
  ['PGRST100', 400],
  ['PGRST106', 406],
  ['PGRST116', 406],
  ['PGRST202', 404],
  ['PGRST203', 300],
  ['PGRST204', 400],
  ['PGRST300', 500],
  ['54000', 500],
  ['54001', 500],
  ['P0001', 400],
  ['P0002', 500],
  ['P0004', 500],
  ['25P02', 500],
  ['RHVER', 400],
  ['RHKND', 400],
  ['ZZ999', 400],
  ['PGRST999', 418],
  ['', 400],
  ['', 402],
  ['', 403],
  ['', 404],
  ['', 405],
  ['', 409],
  ['', 451],
];
/** No session: nothing counts. */
const unauthenticated: readonly Answer[] = [
  ['', 401],
  ['42501', 401],
  ['22023', 401],
  ['PGRST301', 401],
  ['PGRST302', 401],
  ['PGRST303', 401],
];
/** Not allowed, or not a true record: failed at once, never again by itself. */
const refused: readonly Answer[] = [
  ['42501', 403],
  ['28000', 403],
  ['0LP01', 403],
  ['0P000', 403],
  ['RALOC', 400],
  ['RAROL', 400],
  ['RADEV', 400],
  ['22P02', 400],
  ['22003', 400],
  ['23502', 400],
  ['23505', 409],
  ['23514', 400],
  ['RVTOT', 400],
  ['RVDUP', 400],
  ['RVSTK', 400],
  ['PGRST102', 400],
  ['', 413],
];
const lacking: readonly Answer[] = [
  ['23503', 409],
  ['RDITM', 400],
  ['RDLOT', 400],
  ['RDCUS', 400],
];

const pageOfSomebody = '<!doctype html><title>Something else</title>';

/** One sale, answered so; `record` is what the answer made of it. */
async function answered([code, status]: Answer) {
  const body = code === '' ? undefined : { code, message: `Said with ${code}.`, details: null, hint: null };
  it.proxy.set(pushPath, { kind: 'status', status, ...(body ? { body } : { text: pageOfSomebody }) });
  const isSignedIn = async (isRefused: boolean) => !isRefused;
  const pass = virtualPass(it.device, { isSignedIn });
  const before = it.proxy.count(pushPath);
  const { id } = await sell(it.device, 'Rice', 1);
  await pass.run(() => true);
  return { id, pass, tries: it.proxy.count(pushPath) - before, ...(await stateOf(id)) };
}

async function stateOf(id: string) {
  const { power } = it.device.till.db;
  const record = await power.get<OutboxRow>('select * from outbox where entity_id = ?', [id]);
  const entries = await power.getAll(`select id from ps_crud where data ->> 'id' = ?`, [record.queue_id]);
  const delayS =
    record.next_retry_at && record.last_attempt_at
      ? (Date.parse(record.next_retry_at) - Date.parse(record.last_attempt_at)) / 1000
      : null;
  return { record, entries: entries.length, delayS };
}

/** Whatever it was answered, the document is whole, and passes once the way is free. */
async function passes(id: string): Promise<void> {
  it.proxy.set(pushPath, { kind: 'pass' });
  const { record } = await stateOf(id);
  if (record.sync_status === 'failed')
    expect(await retryFailed(it.device.till, record.queue_id)).toEqual({ kind: 'queued' });
  const before = await serverTruth(stack, it.shop);
  await virtualPass(it.device).run();
  expect(await serverTruth(stack, it.shop)).toMatchObject({
    invoices: before.invoices + 1,
    moves: before.moves + 1,
    balance_milli: before.balance_milli - 1000,
  });
  expect(await stateOf(id)).toMatchObject({
    record: { sync_status: 'synced', error_code: null },
    entries: 0,
  });
}

const codeFor = ([code, status]: Answer) => (code === '' ? `HTTP_${status}` : code);
/** A sentence, and never a page of somebody else's. */
const readable = /^[A-Z][^<>]{5,300}\.$/;

/** Still queued, with the reason in words, due in ten seconds; then the server is well and it posts. */
async function expectKept(answer: Answer, counted: 0 | 1, times: number, isOurs: boolean) {
  const { id, record, entries, delayS, tries } = await answered(answer);
  expect(record).toMatchObject({
    sync_status: 'pending',
    retry_count: 1,
    answered_count: counted,
    error_code: codeFor(answer),
  });
  expect(record.last_error).toMatch(readable);
  expect([entries, delayS, tries, isHold(codeFor(answer))]).toEqual([1, 10, times, isOurs]);
  await passes(id);
}

test.each(outage)(
  '[T019] [R5.1-8a] [R5.1-8c] [R7.3-7] [R10.1-1d] [R11.3-5] %s %i is an outage: kept, ten seconds, not counted',
  (...answer) => expectKept(answer, 0, 1, false),
);

test.each([...undecided.map((one) => [...one, 1] as const), ...collision.map((one) => [...one, 4] as const)])(
  '[T019] [R10.2-7] %s %i is the server not deciding: kept, ten seconds, one of ten; sent %i times',
  (code, status, times) => expectKept([code, status], 1, times, false),
);

test.each(hold)('[T019] [T021] %s %i is ours to mend: kept, ten seconds, not counted, told', (...answer) =>
  expectKept(answer, 0, 1, true),
);

test.each(unauthenticated)(
  '[T019] [T022] [R10.1-2a] [R10.1-2c] %s %i is no session: nothing counts, nothing is marked',
  async (...answer) => {
    const { id, record, entries, tries } = await answered(answer);
    expect(record).toMatchObject({
      sync_status: 'pending',
      retry_count: 0,
      answered_count: 0,
      error_code: null,
    });
    expect([entries, tries]).toEqual([1, 1]);
    await passes(id);
  },
);

test.each(refused)(
  '[T019] [T022] [R5.1-8d] [R10.1-3a] [R10.1-3b] [R10.1-4a] [R10.1-4b] [R10.1-4c] %s %i is a no: failed with the reason, its place free, whole',
  async (...answer) => {
    const { id, record, entries, pass } = await answered(answer);
    expect(record).toMatchObject({ sync_status: 'failed', error_code: codeFor(answer), next_retry_at: null });
    expect(record.last_error).toMatch(readable);
    expect([entries, pass.triesMs.length, isHold(codeFor(answer))]).toEqual([0, 1, false]);
    // However long: never again by itself.
    await pass.run();
    expect(pass.triesMs).toHaveLength(1);
    await passes(id);
  },
);

test.each(lacking)(
  '[T019] [R7.3-9] [R10.1-5a] [R10.1-5c] %s %i is something missing: once more after a complete pull, then failed',
  async (...answer) => {
    const { id, record, entries, pass } = await answered(answer);
    expect(record).toMatchObject({ sync_status: 'pending', is_waiting: 1, error_code: codeFor(answer) });
    expect([entries, pass.triesMs.length]).toEqual([0, 1]);
    await settle(it.device.till.db.power, true);
    await pass.run();
    const after = await stateOf(id);
    expect(after.record).toMatchObject({ sync_status: 'failed', is_waiting: 0, error_code: codeFor(answer) });
    expect(after.record.last_error).toMatch(readable);
    expect([after.entries, pass.triesMs.length]).toEqual([0, 2]);
    await passes(id);
  },
);
