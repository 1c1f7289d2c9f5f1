/**
 * Five tills in processes of their own sell, take back, receive and count,
 * together twenty documents a second,
 * while they are killed, frozen and cut off from the server in one direction or
 * both; then everything heals and every till is compared with the server.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#tests/support/device.ts';
import { addShop, serverTruth, withOwner, type TestShop } from '#tests/support/shop.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { startTill, type FleetTill } from '#tests/support/till-fleet.ts';
import { pushPath } from '#tests/support/till-world.ts';

const tillCount = 5;
const runMs = 60_000;
const perSecond = 20;

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Mulberry32: the same seed, the same misfortunes. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Misfortune = (till: FleetTill, ms: number) => Promise<void>;

/** What the till sends does not arrive, what comes does not arrive, or neither. */
const misfortunes: Readonly<Record<string, Misfortune>> = {
  killed: (till) => till.crash(),
  frozen: (till, ms) => till.freeze(ms),
  async 'cut off outwards'(till, ms) {
    till.proxy.set(pushPath, { kind: 'drop_before' });
    till.proxy.set('/auth', { kind: 'drop_before' });
    await sleep(ms);
    till.proxy.heal();
  },
  async 'cut off inwards'(till, ms) {
    till.proxy.set(pushPath, { kind: 'drop_ack' });
    till.proxy.set('/sync', { kind: 'refuse' });
    await sleep(ms);
    till.proxy.heal();
  },
  async 'cut off'(till, ms) {
    till.proxy.cut();
    await sleep(ms);
    till.proxy.heal();
  },
};

async function plague(tills: readonly FleetTill[], seed: number): Promise<void> {
  const random = randomOf(seed);
  const names = Object.keys(misfortunes);
  const endMs = Date.now() + runMs;
  // Two at a time, never the same till twice at once.
  const busy = new Set<FleetTill>();
  const afflict = async () => {
    while (Date.now() < endMs) {
      const well = tills.filter((till) => !busy.has(till));
      const till = well[random(well.length)]!;
      busy.add(till);
      await misfortunes[names[random(names.length)]!]!(till, 1000 + random(3000));
      busy.delete(till);
      await sleep(random(500));
    }
  };
  await Promise.all([afflict(), afflict()]);
}

/** The same text on SQLite and Postgres. */
const views = (location: string) => ({
  sales: `select id || '|' || invoice_number || '|' || journal_seq || '|' || total_minor || '|' || status as row
    from sales_invoices where location_id = '${location}'`,
  lines: `select id || '|' || invoice_id || '|' || item_id || '|' || quantity_milli || '|' || amount_minor as row
    from sales_invoice_lines where location_id = '${location}'`,
  payments: `select id || '|' || invoice_id || '|' || amount_minor as row
    from sales_invoice_payments where location_id = '${location}'`,
  stock: `select item_id || '|' || quantity_milli as row from stock_balances where location_id = '${location}'`,
  items: `select id || '|' || name || '|' || price_minor as row from items where location_id = '${location}'`,
});

const texts = (rows: readonly Record<string, unknown>[]) => rows.map(({ row }) => String(row)).toSorted();

async function expectConverged(till: FleetTill, shop: TestShop): Promise<void> {
  for (const [what, sql] of Object.entries(views(shop.id))) {
    const server = await withOwner(stack, async (db) => texts((await db.query(sql)).rows));
    await until(
      `${what} as on the server`,
      async () => texts(await till.rows(sql)).join('\n') === server.join('\n'),
      Boolean,
    );
  }
}

/** Every document once, whole, in the order of its till, under a number of its own. */
async function expectTruth(tills: readonly FleetTill[], shop: TestShop): Promise<void> {
  const { rows: posted } = await withOwner(stack, (db) =>
    db.query<{ id: string; number: string; device_id: string }>(
      'select id, number, device_id from public.document_keys where location_id = $1 order by journal_seq',
      [shop.id],
    ),
  );
  const ids = new Set(posted.map(({ id }) => id));
  const made = new Set<string>();
  for (const till of tills) {
    const records = await till.rows(
      'select entity_id, number, sync_status, device_id from outbox order by position',
    );
    const known = new Set(records.map(({ entity_id }) => String(entity_id)));
    for (const { id } of till.posted) expect(known.has(id), `posted ${id} is on its till`).toBe(true);
    for (const id of known) made.add(id);
    expect(new Set(records.map(({ sync_status }) => sync_status))).toEqual(new Set(['synced']));
    const numbers = records.map(({ number }) => number);
    const inJournal = posted.filter(({ device_id }) => device_id === records[0]?.['device_id']);
    expect(inJournal.map(({ number }) => number)).toEqual(numbers);
  }
  expect(ids).toEqual(made);
  expect(new Set(posted.map(({ number }) => number)).size).toBe(posted.length);
  expect(posted.filter(({ number }) => number.includes('~'))).toEqual([]);
  const of = (letter: string) => posted.filter(({ number }) => number.startsWith(letter)).length;
  const invoices = of('S');
  const { lines, payments, moves, journal, balance_milli, moved_milli, rejected } = await serverTruth(
    stack,
    shop,
  );
  expect({ lines, payments, moves, journal, rejected }).toEqual({
    lines: invoices,
    payments: invoices,
    moves: invoices,
    journal: made.size,
    rejected: 0,
  });
  expect(balance_milli).toBe(moved_milli);
  expect(moved_milli).toBe(1000 * of('G') + (await soldMilli(shop)));
}

/** What returns brought back, less what was sold. */
async function soldMilli(shop: TestShop): Promise<number> {
  const { rows } = await withOwner(stack, (db) =>
    db.query<{ milli: number }>(
      `select sum(case s.kind when 'return' then l.quantity_milli else -l.quantity_milli end)::int as milli
       from public.sales_invoices s join public.sales_invoice_lines l on l.invoice_id = s.id where s.location_id = $1`,
      [shop.id],
    ),
  );
  return rows[0]!.milli;
}

test(
  '[T080] [T073] [T082] [R2-9] [R7.3-1] [R10.3-1] five tills killed, frozen and cut off under load: every document is there once, whole, in order, under its own number, and all tills agree with the server',
  { timeout: runMs + 300_000 },
  async () => {
    const seed = Number(process.env['FLUX_SEED'] ?? Date.now() % 1_000_000);
    const shop = await addShop(stack);
    await using tills = new AsyncDisposableStack();
    const fleet: FleetTill[] = [];
    for (let i = 0; i < tillCount; i += 1)
      fleet.push(tills.use(await startTill(stack, i % 2 === 0 ? shop.cashier : shop.manager)));
    for (const till of fleet) till.work('Rice', (1000 * tillCount) / perSecond);
    await plague(fleet, seed);
    for (const till of fleet) {
      till.rest();
      till.proxy.heal();
      till.wake();
    }
    const healedMs = Date.now();
    for (const till of fleet)
      await until(
        `drained (FLUX_SEED=${seed})`,
        () => till.pending(),
        (n) => n === 0,
      );
    expect(Date.now() - healedMs, `drain after healing (FLUX_SEED=${seed})`).toBeLessThan(60_000);
    for (const till of fleet) {
      await expectConverged(till, shop);
      expect(till.posted.length).toBeGreaterThan(0);
    }
    await expectTruth(fleet, shop);
  },
);
