/** A process of tills: the real client on Node, each a device of its own, doing what the bench orders. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pushTo, wireRecord, type Push } from '#connector/push.ts';
import { businessMonth } from '#domain/business-date.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { canSell, openDevice, pendingOf, until, type Device } from '#tests/support/device.ts';
import { sellThree } from '#tests/support/sell-three.ts';
import type { FleetServer, Order, Traded, Word } from './orders.ts';
import { downloadMs, readRawStream, tokenOf } from './raw-stream.ts';

let server: FleetServer | undefined;
let devices: readonly Device[] = [];
const pushMs: number[] = [];

/** As always, with a watch. */
function timed(push: Push): Push {
  return async (records, stop) => {
    const startMs = performance.now();
    const reply = await push(records, stop);
    if (reply.kind === 'answered') pushMs.push(performance.now() - startMs);
    return reply;
  };
}

async function open(order: Extract<Order, { kind: 'open' }>): Promise<Word> {
  server = order.server;
  const before = memoryInUse();
  const opened: Device[] = [];
  const copies = [];
  for (const person of order.people) {
    const startMs = performance.now();
    const push = (session: Device['session']) => timed(pushTo(session.client));
    const device = await openDevice({ ...order.server, ...person, push });
    await canSell(device);
    const ms = performance.now() - startMs;
    opened.push(device);
    const { rows } = await device.till.db.power.get<{ rows: number }>('select count(*) as rows from items');
    copies.push({ rows, ms, streamMs: await downloadMs(await rawOf(device)) });
  }
  devices = opened;
  return { kind: 'opened', copies, bytesEach: (memoryInUse() - before) / opened.length };
}

/** Without what the collector has yet to take away, where this process may ask it to (`--expose-gc`). */
function memoryInUse(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}

async function rawOf({ till, session }: Device) {
  if (!server) throw new Error('No order to open came first.');
  const token = await tokenOf(session.client);
  return { powersyncUrl: server.powersyncUrl, token, locationId: till.location.id, deviceId: till.device.id };
}

async function trade({ everyMs, forMs }: Extract<Order, { kind: 'trade' }>): Promise<Traded> {
  pushMs.length = 0;
  const committedAt: Record<string, number> = {};
  const seen: Traded['seen'][number][] = [];
  const streamed: Traded['streamed'][number][] = [];
  const abort = new AbortController();
  const stops = await Promise.all(devices.map((device) => watchOthers(device, seen, abort.signal)));
  const [first] = devices;
  if (!first) throw new Error('No till is open.');
  // Ids that the raw stream had, whoever made them; one reader is enough for a process.
  const month = businessMonth(new Date().toISOString().slice(0, 10));
  const known = new Set<string>();
  const reading = readRawStream({ ...(await rawOf(first)), month }, abort.signal, (text) => {
    const at = Date.now();
    for (const [, id] of text.matchAll(/"sales_invoices","object_id":"([0-9a-f-]{36})"/g)) {
      if (!id || known.has(id)) continue;
      known.add(id);
      streamed.push({ id, at });
    }
    return undefined;
  }).catch((error: unknown) => {
    if (!abort.signal.aborted) throw error;
  });
  const untilMs = Date.now() + forMs;
  const till = async (device: Device, n: number) => {
    // Not all in the same moment.
    await sleep((everyMs * n) / devices.length);
    while (Date.now() < untilMs) {
      const { id } = await sellThree(device);
      committedAt[id] = Date.now();
      await sleep(everyMs);
    }
  };
  await Promise.all(devices.map(till));
  await drained();
  // What the last ones sold is on its way to the others.
  await sleep(2_000);
  abort.abort();
  await reading;
  for (const stop of stops) stop();
  return { kind: 'traded', pushMs: [...pushMs], committedAt, seen, streamed };
}

async function watchOthers(
  { till }: Device,
  seen: Traded['seen'][number][],
  signal: AbortSignal,
): Promise<() => void> {
  const { power } = till.db;
  const read = () =>
    power.getAll<{ id: string }>('select id from sales_invoices where device_id <> ?', [till.device.id]);
  const known = new Set((await read()).map(({ id }) => id));
  const look = async () => {
    const rows = await read();
    const at = Date.now();
    for (const { id } of rows) {
      if (known.has(id)) continue;
      known.add(id);
      seen.push({ id, at });
    }
  };
  return power.onChange({ onChange: look }, { tables: ['sales_invoices'], throttleMs: 0, signal });
}

async function drained(): Promise<void> {
  const queues = () => Promise.all(devices.map(pendingOf));
  await until('all is sent', queues, (counts) => counts.every((count) => count === 0), 600_000);
}

async function queue({ sales }: Extract<Order, { kind: 'queue' }>): Promise<Word> {
  const startMs = performance.now();
  for (const device of devices) {
    device.platform.setNetwork(false);
    for (let sale = 0; sale < sales; sale += 1) await sellThree(device);
  }
  return { kind: 'done', ms: performance.now() - startMs };
}

async function drain(): Promise<Word> {
  const startMs = performance.now();
  for (const device of devices) device.platform.setNetwork(true);
  await drained();
  return { kind: 'done', ms: performance.now() - startMs };
}

async function insert(): Promise<Word> {
  const calls = await Promise.all(
    devices.map(async ({ till, session }) => {
      const rows = await till.db.power.getAll<OutboxRow>(
        `select * from outbox where sync_status = 'pending' order by position`,
      );
      return { till, session, records: rows.map(wireRecord) };
    }),
  );
  const startMs = performance.now();
  await Promise.all(
    calls.map(({ session, records }) => session.client.rpc('hand_written_all', { records }).throwOnError()),
  );
  const ms = performance.now() - startMs;
  for (const { till } of calls)
    await till.db.power.execute(`update outbox set sync_status = 'synced' where sync_status = 'pending'`);
  return { kind: 'done', ms };
}

function carryOut(order: Order): Promise<Word> {
  switch (order.kind) {
    case 'open':
      return open(order);
    case 'trade':
      return trade(order);
    case 'queue':
      return queue(order);
    case 'drain':
      return drain();
    case 'insert':
      return insert();
  }
}

const say = (word: Word) => void process.send?.(word);

process.on('message', (order: Order) => {
  carryOut(order).then(say, (error: unknown) => say({ kind: 'failed', message: String(error) }));
});
process.once('disconnect', () => process.exit(0));
