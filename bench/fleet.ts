/**
 * Section K: a fleet of tills against one server. Real clients on Node, in
 * processes of their own, sell at the pace of busy shops and then send all at
 * once what they sold offline. Floors, in the same run: the same stream read and
 * thrown away, and a hand-written insert of the same rows by as many clients.
 */
import { fork, type ChildProcess } from 'node:child_process';
import pg from 'pg';
import { addCashier, addShop, type Person } from '#tests/support/shop.ts';
import { openGivenStack, type GivenServices } from '#tests/support/given-stack.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { median, medianRatio, percentile, type Row } from './figures.ts';
import { addItems, createHandWritten } from './hand-written-all.ts';
import type { Done, FleetServer, Opened, Order, Traded, Word } from './fleet/orders.ts';

export interface FleetOptions {
  /** Instead of a stack of its own. */
  readonly given: GivenServices | undefined;
  readonly locations: number;
  readonly tillsEach: number;
  readonly itemCount: number;
  readonly rounds: number;
  readonly note: (line: string) => void;
}

const everyMs = 2_000;
const tradeMs = 30_000;
const queuedSales = 100;

export async function fleetRows(options: FleetOptions): Promise<Row[]> {
  const { locations, tillsEach, note } = options;
  await using stack = await openStack(options.given);
  const crews = await makeShops(stack, options);
  // Past the one origin that a given stack has for tests.
  const { supabaseUrl: url = stack.url, powersyncUrl = stack.url } = options.given ?? {};
  const server = { url, anonKey: stack.anonKey, powersyncUrl };
  const fleet = crews.map(newTills);
  try {
    const opened = [];
    for (const tills of fleet) opened.push(await tills.open(server));
    const copies = opened.flatMap((one) => one.copies);
    const traded = await Promise.all(fleet.map((tills) => tills.trade({ everyMs, forMs: tradeMs })));
    const rows = [firstCopyRow(copies), ...tradeRows(traded)];
    const tills = locations * tillsEach;
    const sold = traded.reduce((sum, { committedAt }) => sum + Object.keys(committedAt).length, 0);
    note(
      `${tills} tills in ${locations} locations: ${sold} sales in ${tradeMs / 1000} s, one each ${everyMs / 1000} s a till.`,
    );
    const megabytes = opened.map(({ bytesEach }) => bytesEach / 2 ** 20);
    note(`Memory of one client on Node, SQLite included: ${median(megabytes).toFixed(1)} MB.`);
    rows.push(await drainRow(fleet, tills, options));
    return rows;
  } finally {
    for (const tills of fleet) tills.end();
  }
}

async function openStack(given: GivenServices | undefined): Promise<TestStack> {
  if (!given) return startTestStack({ durable: true, maxBodyBytes: 16 * 1024 * 1024 });
  const stack = await openGivenStack(given);
  return { ...stack, [Symbol.asyncDispose]: stack.stop };
}

async function makeShops(
  stack: TestStack,
  { locations, tillsEach, itemCount }: FleetOptions,
): Promise<Person[][]> {
  const db = new pg.Client({ connectionString: stack.uri('supabase_admin') });
  await db.connect();
  try {
    await createHandWritten(db);
    const crews: Person[][] = [];
    for (let n = 0; n < locations; n += 1) {
      const shop = await addShop(stack, { name: `Shop ${n + 1}` });
      await addItems(db, shop.rice, itemCount);
      const crew: Person[] = [];
      // One after the other: a bench that hammers the sign-up measures that.
      while (crew.length < tillsEach) crew.push(await addCashier(stack, shop));
      crews.push(crew);
    }
    return crews;
  } finally {
    await db.end();
  }
}

interface Tills {
  open(server: FleetServer): Promise<Opened>;
  trade(how: Omit<Extract<Order, { kind: 'trade' }>, 'kind'>): Promise<Traded>;
  queue(sales: number): Promise<Done>;
  drain(): Promise<Done>;
  insert(): Promise<Done>;
  end(): void;
}

/** The tills of one location. */
function newTills(people: readonly Person[]): Tills {
  const child = fork(new URL('fleet/tills.ts', import.meta.url), { execArgv: ['--expose-gc'] });
  const ask = <Answer extends Word>(order: Order) => answerOf<Answer>(child, order);
  return {
    open: (server) => ask({ kind: 'open', server, people }),
    trade: (how) => ask({ kind: 'trade', ...how }),
    queue: (sales) => ask({ kind: 'queue', sales }),
    drain: () => ask({ kind: 'drain' }),
    insert: () => ask({ kind: 'insert' }),
    end: () => child.disconnect(),
  };
}

function answerOf<Answer extends Word>(child: ChildProcess, order: Order): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error(`The tills ended at '${order.kind}'.`));
    child.once('exit', ended);
    child.once('message', (word: Word) => {
      child.off('exit', ended);
      if (word.kind === 'failed') reject(new Error(`${order.kind}: ${word.message}`));
      else resolve(word as Answer);
    });
    child.send(order);
  });
}

function firstCopyRow(copies: Opened['copies']): Row {
  const perSecond = (ms: (copy: Opened['copies'][number]) => number) =>
    copies.map((copy) => (copy.rows * 1000) / ms(copy));
  const [flux, floor] = [perSecond(({ ms }) => ms), perSecond(({ streamMs }) => streamMs)];
  return {
    title: `open a till with ${copies[0]?.rows.toLocaleString('en')} items, sign-in included`,
    unit: 'rows/s',
    flux: median(flux),
    floor: median(floor),
    dexie: null,
    ratio: medianRatio(flux, floor),
    aim: 0.3,
    isAtMost: false,
  };
}

/** Ages in milliseconds of what arrived. */
function agesOf(arrived: Traded['seen'], committedAt: Traded['committedAt']): number[] {
  return arrived.flatMap(({ id, at }) => {
    const since = committedAt[id];
    return since === undefined ? [] : [at - since];
  });
}

function tradeRows(traded: readonly Traded[]): Row[] {
  const pushes = traded.flatMap(({ pushMs }) => pushMs);
  const seen = traded.flatMap((one) => agesOf(one.seen, one.committedAt));
  const streamed = traded.flatMap((one) => agesOf(one.streamed, one.committedAt));
  const at = (title: string, share: number): Row => ({
    title,
    unit: 'ms',
    flux: percentile(seen, share),
    floor: percentile(streamed, share),
    dexie: null,
    ratio: percentile(seen, share) / percentile(streamed, share),
    aim: 1.5,
    isAtMost: true,
  });
  return [
    {
      title: `a push while they trade, p95 of ${pushes.length} (floor: their median)`,
      unit: 'ms',
      flux: percentile(pushes, 0.95),
      floor: median(pushes),
      dexie: null,
      ratio: percentile(pushes, 0.95) / median(pushes),
      aim: 5,
      isAtMost: true,
    },
    at(`from one till's commit to another's tables, median of ${seen.length}`, 0.5),
    at("from one till's commit to another's tables, p95", 0.95),
  ];
}

async function drainRow(
  fleet: readonly Tills[],
  tills: number,
  { rounds, note }: FleetOptions,
): Promise<Row> {
  const ours: number[] = [];
  const floors: number[] = [];
  const speed = (answers: readonly Done[]) =>
    (tills * queuedSales * 1000) / Math.max(...answers.map(({ ms }) => ms));
  const queueAll = () => Promise.all(fleet.map((one) => one.queue(queuedSales)));
  for (let round = 0; round < rounds; round += 1) {
    await queueAll();
    floors.push(speed(await Promise.all(fleet.map((one) => one.insert()))));
    await queueAll();
    ours.push(speed(await Promise.all(fleet.map((one) => one.drain()))));
  }
  note(`A location at a time: ${(median(ours) / fleet.length).toFixed(0)} sales/s each.`);
  return {
    title: `${tills} tills send ${queuedSales} sales each at once`,
    unit: 'sales/s',
    flux: median(ours),
    floor: median(floors),
    dexie: null,
    ratio: medianRatio(ours, floors),
    aim: 0.5,
    isAtMost: false,
  };
}
