/** What becomes of a till's work when its session ends or is refused. Whose work it is: `people.test.ts`. */
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { exportUnsynced } from '#commands/export-unsynced.ts';
import { pendingOf, sell, until, type Device } from '#tests/support/device.ts';
import {
  drained,
  pause,
  refreshPath,
  sessionWorld,
  signedOut,
  type SessionWorld,
} from '#tests/support/session-world.ts';
import { serverTruth } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { pushPath } from '#tests/support/till-world.ts';

const reuseSeconds = 0.5;
const pastReuse = () => pause(reuseSeconds * 1000 + 100);
let stack: TestStack;
let it: SessionWorld;

beforeAll(async () => {
  stack = await startTestStack({ refreshReuseSeconds: reuseSeconds });
});
afterAll(() => stack.stop());
beforeEach(async () => {
  it = await sessionWorld(stack);
  return () => it[Symbol.asyncDispose]();
});
afterEach(() => vi.restoreAllMocks());

const unsynced = async (device: Device) => (await exportUnsynced(device.till)).records;

test('[T087] [R12-9] [R12-10] [R3.1-12] the token ends offline: twenty sales, a restart, still at work and nothing sent; with the network it is renewed and each is sent once', async () => {
  const first = await it.open();
  it.goOffline(first);
  for (let i = 0; i < 20; i += 1) await sell(first, 'Rice', 1);
  await first.close();
  await it.letTokenEnd();

  await using again = await it.open();
  it.goOffline(again);
  await sell(again, 'Rice', 1);
  again.shop.store.syncNow();
  expect(again.session.state()).toMatchObject({ kind: 'known', isSignedIn: true });
  expect(again.session.credentials()).toBeNull();
  expect(await pendingOf(again)).toBe(21);
  expect(it.proxy.count(pushPath)).toBe(0);
  const bodies = it.proxy.record(pushPath);
  it.goOnline(again);
  await drained(again);
  const sent = bodies.flatMap((body) => (JSON.parse(body) as { records: unknown[] }).records);
  expect(sent).toHaveLength(21);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 21, balance_milli: -21_000 });
});

/** Sold and refused by the server, which keeps it. */
async function leaveOneFailed(device: Device): Promise<string> {
  const { id } = await sell(device, 'Rice', 1);
  await device.till.db.power.execute(
    `update outbox set payload = json_set(payload, '$.total_minor', 1) where entity_id = ?`,
    [id],
  );
  it.goOnline(device);
  await until(
    'failed',
    () => unsynced(device),
    ([one]) => one?.sync_status === 'failed',
  );
  it.goOffline(device);
  return id;
}

async function asAuthAdmin(text: string): Promise<void> {
  const db = new pg.Client(stack.uri('supabase_auth_admin'));
  await db.connect();
  await db.query(text, [it.shop.cashier.id]);
  await db.end();
}

const endings: readonly [how: string, end: () => Promise<void>, mend?: () => Promise<void>][] = [
  ['that was revoked', () => asAuthAdmin('delete from auth.sessions where user_id = $1')],
  [
    'whose grandchild is out, so perhaps stolen [T089],',
    async () => {
      await it.renewElsewhere(await it.renewElsewhere(it.stored().refresh_token));
      await pastReuse();
    },
  ],
  [
    'of a user who was deleted',
    () => asAuthAdmin('update auth.users set deleted_at = now() where id = $1'),
    () => asAuthAdmin('update auth.users set deleted_at = null where id = $1'),
  ],
];

test.each(endings)(
  '[T088] [R10.1-2c] [R10.1-2d] a refresh token %s is refused: a login is asked for; queue, failed list and database stay until the same person gives it',
  async (_, end, mend) => {
    const { email, password } = it.shop.cashier;
    const first = await it.open();
    it.goOffline(first);
    const failedId = await leaveOneFailed(first);
    await sell(first, 'Rice', 1);
    await first.close();
    await it.letTokenEnd();
    await end();
    it.proxy.heal();
    const pushes = it.proxy.count(pushPath);

    const again = await it.open();
    await signedOut(again);
    await sell(again, 'Rice', 1);
    again.shop.store.syncNow();
    const left = await unsynced(again);
    expect(left).toHaveLength(3);
    expect(left[0]).toMatchObject({ entity_id: failedId, sync_status: 'failed' });
    await again.close();

    await using last = await it.open();
    await signedOut(last);
    expect(it.proxy.count(pushPath)).toBe(pushes);
    await mend?.();
    expect(await last.session.login(email, password)).toMatchObject({ kind: 'signed_in' });
    await drained(last, 1);
    expect(await unsynced(last)).toMatchObject([{ entity_id: failedId, sync_status: 'failed' }]);
    expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 2, rejected: 1 });
  },
);

test('[T089] the answer of a renewal is lost: the token before it is good once more, at once and after a restart', async () => {
  const first = await it.open();
  it.goOffline(first);
  await sell(first, 'Rice', 1);
  await first.close();
  await it.letTokenEnd();
  it.proxy.heal();
  it.proxy.set(refreshPath, { kind: 'drop_ack' }, 1);
  const second = await it.open();
  await drained(second);
  expect(it.proxy.count(refreshPath)).toBe(2);
  expect(second.session.state()).toMatchObject({ isSignedIn: true });
  it.goOffline(second);
  await sell(second, 'Rice', 1);
  await second.close();

  // The till died before it heard of it.
  await it.letTokenEnd();
  const given = await it.renewElsewhere(it.stored().refresh_token);
  await pastReuse();
  it.proxy.heal();
  await using third = await it.open();
  await drained(third);
  expect(it.stored().refresh_token).toBe(given);
  expect(third.session.state()).toMatchObject({ isSignedIn: true });
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 2 });
});

test('[T092] signing out ends the session of this device only; signing out everywhere ends that of every till, and takes nothing from them', async () => {
  const { cashier } = it.shop;
  await using till = await it.open();
  const elsewhere = await it.signIn(cashier);
  await elsewhere.logout();
  elsewhere.close();
  expect((await till.session.client.auth.refreshSession()).error).toBeNull();
  await sell(till, 'Rice', 1);
  await drained(till);

  const office = await it.signIn(cashier);
  it.goOffline(till);
  await sell(till, 'Rice', 1);
  it.proxy.heal();
  expect((await office.client.auth.signOut({ scope: 'global' })).error).toBeNull();
  office.close();
  // Its access token is good until it ends; the first refusal finds the session gone.
  expect(await till.session.isReady(false)).toBe(true);
  expect(await till.session.isReady(true)).toBe(false);
  await signedOut(till);
  expect(await pendingOf(till)).toBe(1);
  till.platform.setNetwork(true);
  await till.session.login(cashier.email, cashier.password);
  await drained(till);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 2 });
});

test('[T093] [R10.1-2a] every token is refused for minutes: one renewal a minute, one question, nothing lost and nothing counted', async () => {
  await using device = await it.open();
  const trueNow = performance.now.bind(performance);
  let laterMs = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => trueNow() + laterMs);
  let questions = 0;
  device.session.subscribe(() => {
    const state = device.session.state();
    if (state.kind === 'known' && !state.isSignedIn) questions += 1;
  });
  const refused = {
    kind: 'status',
    status: 401,
    body: { code: 'PGRST301', message: 'JWT expired' },
  } as const;
  for (const prefix of ['/rest', '/sync', '/write-checkpoint2.json']) it.proxy.set(prefix, refused);
  for (let i = 0; i < 3; i += 1) await sell(device, 'Rice', 1);
  const storm = async (minutes: number) => {
    for (let minute = 0; minute < minutes; minute += 1) {
      laterMs += 61_000;
      for (let press = 0; press < 5; press += 1) {
        device.shop.store.syncNow();
        await pause(200);
      }
    }
  };
  await storm(5);
  // A first one before the minutes began.
  expect(it.proxy.count(refreshPath)).toBeLessThanOrEqual(6);
  expect(it.proxy.count(refreshPath)).toBeGreaterThanOrEqual(5);
  expect(questions).toBe(0);

  const renewals = it.proxy.count(refreshPath);
  const gone = { code: 'refresh_token_not_found', message: 'Invalid Refresh Token' };
  it.proxy.set(refreshPath, { kind: 'status', status: 400, body: gone });
  await storm(3);
  expect(it.proxy.count(refreshPath)).toBe(renewals + 1);
  expect(questions).toBe(1);
  const left = await unsynced(device);
  expect(left).toHaveLength(3);
  for (const one of left) expect(one).toMatchObject({ retry_count: 0, error_code: null });

  it.proxy.heal();
  await device.session.login(it.shop.cashier.email, it.shop.cashier.password);
  await drained(device);
  expect(await serverTruth(stack, it.shop)).toMatchObject({ invoices: 3 });
});

test('the sync service refuses a token that looks good, with nothing to send: it is renewed, and the stream comes back', async () => {
  const first = await it.open();
  await first.close();
  const expired = { error: { code: 'PSYNC_S2103', status: 401, description: 'JWT has expired' } };
  it.proxy.set('/sync', { kind: 'status', status: 401, body: expired });
  const { access_token } = it.stored();
  await using device = await it.open();
  await until(
    'renewed',
    () => it.stored().access_token,
    (token) => token !== access_token,
    20_000,
  );
  it.proxy.heal();
  await until(
    'online',
    () => device.shop.store.get().connection,
    (connection) => connection === 'online',
  );
  expect(it.proxy.count(refreshPath)).toBe(1);
});
