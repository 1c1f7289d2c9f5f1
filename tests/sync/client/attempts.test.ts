/** The log of tries, and what support gets to see of a device: real database, no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { notingAttempts } from '#compose/note-attempts.ts';
import type { PushReply } from '#connector/push.ts';
import { noteSyncError } from '#db/outbox.ts';
import { databaseDiagnostics } from '#queries/diagnostics.ts';
import { outboxRecords, queueSummary } from '#queries/outbox.ts';
import { recentAttempts, syncErrors } from '#queries/sync-log.ts';
import { keptAttempts } from '#schema/local-tables.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-attempts-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  return () => it[Symbol.asyncDispose]();
});

const fault = { code: 'HTTP_503', message: 'The secret of the proxy.', field: null };
const busy: PushReply = {
  kind: 'transient',
  fault,
  isAnswered: false,
  isQuick: false,
  retryAfterMs: null,
};
const stop = new AbortController().signal;
const errors: unknown[] = [];
const answering = (reply: PushReply) =>
  notingAttempts(
    () => Promise.resolve(reply),
    it.till.db,
    it.till.clock,
    (error) => errors.push(error),
  );

test('[R11.3-5] every try is written down: when, how much, what came of it; only the last 200 stay', async () => {
  const { db } = it.till;
  expect(await answering(busy)([], stop)).toBe(busy);
  for (let more = 0; more < keptAttempts + 5; more += 1) await answering({ kind: 'timed_out' })([], stop);
  const result = {
    queue_id: 'q',
    entity_id: 'e',
    message: null,
    field: null,
    journal_seq: null,
    posted_at: null,
  };
  await answering({
    kind: 'answered',
    serverNow: '2026-11-22T10:00:00.000Z',
    results: [
      { ...result, status: 'applied', code: null, warnings: [] },
      { ...result, status: 'rejected', code: 'RVLOT', warnings: [] },
    ],
  })([], stop);
  const all = await recentAttempts(db.read, 1000).execute();
  expect(all).toHaveLength(keptAttempts);
  expect(all[0]).toMatchObject({ outcome: 'answered', decided_count: 2, refused_count: 1, code: 'RVLOT' });
  expect(all[1]).toMatchObject({ outcome: 'timed_out', decided_count: 0, code: null });
  expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => all[0]!.position - index));
  expect(await it.rows('select count(*) as count from sync_attempts')).toEqual([{ count: keptAttempts }]);
  expect(errors).toEqual([]);
});

test('[R5-5] [R10-1] the summary counts by what is waited for, the errors are newest first', async () => {
  const { power, read } = it.till.db;
  for (let sales = 0; sales < 4; sales += 1) await it.post(await it.cartOf(1));
  await power.execute(`update outbox set sync_status = 'failed' where position = 1`);
  await power.execute(`update outbox set is_waiting = 1 where position = 2`);
  await power.execute(`update outbox set sync_status = 'synced' where position = 3`);
  const [oldest] = await outboxRecords(read).execute();
  expect(await queueSummary(read).executeTakeFirst()).toEqual({
    pending: 2,
    failed: 1,
    waiting: 1,
    pending_sales: 2,
    failed_sales: 1,
    edits: 0,
    oldest_at: oldest!.client_created_at,
    next_try_at: null,
  });
  const newest = await outboxRecords(read, { includeSynced: true, newestFirst: true }).execute();
  expect(newest.map(({ position }) => position)).toEqual([4, 3, 2, 1]);
  for (const at of ['2026-11-22T10:00:00.000Z', '2026-11-22T11:00:00.000Z']) {
    await noteSyncError(power, { at, queue_id: null, code: 'FLUX_ORPHAN', message: at });
  }
  const log = await syncErrors(read).execute();
  expect(log.map(({ at }) => at)).toEqual(['2026-11-22T11:00:00.000Z', '2026-11-22T10:00:00.000Z']);
});

test('diagnostics carry codes, counts and times, and nothing of what a document or a server says', async () => {
  const { power, read } = it.till.db;
  await it.post(await it.cartOf(1));
  await power.execute(
    `update outbox set last_error = 'Key (name)=(Mrs Secret) is there', error_code = '23505', retry_count = 2`,
  );
  await answering(busy)([], stop);
  await noteSyncError(power, {
    at: '2026-11-22T10:00:00.000Z',
    queue_id: null,
    code: 'FLUX_ORPHAN',
    message: 'Mrs Secret',
  });
  const found = await databaseDiagnostics(read);
  expect(found).toMatchObject({
    versions: { sqlite: expect.stringMatching(/^3\./), database_schema: expect.any(Number) },
    queue: [{ number: 'S-KL1-07-000001', error_code: '23505', retry_count: 2 }],
    attempts: [{ outcome: 'transient', code: 'HTTP_503' }],
    sync_errors: [{ code: 'FLUX_ORPHAN' }],
  });
  const text = JSON.stringify(found);
  const [{ payload }] = (await it.rows('select payload from outbox')) as [{ payload: string }];
  const { lines } = JSON.parse(payload) as { lines: { id: string; item_id: string; item_name?: string }[] };
  const said = [
    'secret',
    'Secret',
    'Rice',
    'payload',
    'total',
    lines[0]!.id,
    lines[0]!.item_id,
    it.till.user.id,
  ];
  for (const word of said) expect(text).not.toContain(word);
});
