/** Reports of stock against the same added up in plain TypeScript, from a device's real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#domain/business-date.ts';
import { dayCount } from '#domain/period.ts';
import { book, type StockValue } from '#domain/stock-value.ts';
import { expiringStock } from '#queries/reports/expiring-stock.ts';
import { itemBalances, itemMoves } from '#queries/reports/item-moves.ts';
import { itemsInStock, type StockedItem } from '#queries/reports/items-in-stock.ts';
import { lastPurchases } from '#queries/reports/last-purchases.ts';
import { reorderList } from '#queries/reports/reorder-list.ts';
import { sumSoldDays } from '#commands/sum-sold-days.ts';
import { soldByItem } from '#queries/reports/sold-by-item.ts';
import { deadStock, fastStock, stockPace } from '#queries/reports/stock-pace.ts';
import { stockPlaces } from '#queries/reports/stock-places.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';
import {
  isBooked,
  isWaiting,
  keepStock,
  randomStock,
  type MadeStock,
  type StockDocument,
  type StockItem,
  type StockLine,
} from '#tests/support/random-stock.ts';

const from = '2026-09-20';
const days = 60;
const today = addDays(from, days - 1);
const pastDays = ['2026-09-19', '2026-09-20', '2026-10-14', '2026-11-17'];

let folder: string;
let it: LocalTill;
let made: MadeStock;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-stock-reports-'));
  it = await openLocalTill(folder);
  made = randomStock(11, 400, from, days);
  await keepStock(it.till.db.power, made);
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const isCounted = (one: StockDocument) => isBooked(one) || isWaiting(one);
type Moved = StockLine & { readonly document: StockDocument };

function movesOf(itemId: string, wanted: (document: StockDocument) => boolean): readonly Moved[] {
  return made.documents
    .filter(wanted)
    .flatMap((document) => document.lines.map((line) => ({ ...line, document })))
    .filter(({ item_id, moved_milli }) => item_id === itemId && moved_milli !== 0);
}

const sum = (moves: readonly Moved[]) => moves.reduce((all, { moved_milli }) => all + moved_milli, 0);

/** What the ledger has booked until then, and what waits on top of it, document by document. */
function worth(item: StockItem, day: string): number {
  const booked = movesOf(item.id, (one) => isBooked(one) && one.business_date <= day);
  const costs = made.costs.get(item.id);
  const start: StockValue = {
    quantity_milli: sum(booked),
    value_minor: booked.reduce((all, { value_minor }) => all + value_minor, 0),
    last_cost_minor: costs?.last_cost_minor ?? 100,
  };
  const waiting = movesOf(item.id, (one) => isWaiting(one) && one.business_date <= day);
  return [...Map.groupBy(waiting, ({ document }) => document.id).values()].reduce(
    (stock, moves) =>
      book(
        stock,
        moves.map((one) => ({ quantity_milli: one.moved_milli, unit_cost_minor: one.unit_cost_minor })),
      ),
    start,
  ).value_minor;
}

async function stockAt(day: string | null, itemId?: string): Promise<ReadonlyMap<string, StockedItem>> {
  const rows = await stockPlaces(it.till.db.read, { day, ...(itemId ? { itemId } : {}) }).execute();
  return new Map(itemsInStock(rows).map((item) => [item.id, item]));
}

const found = (item: StockedItem | undefined) => ({
  on_hand_milli: item?.on_hand_milli,
  pending_milli: item?.pending_milli,
  value_minor: item?.value_minor,
  lots: Object.fromEntries(
    (item?.lots ?? [])
      .filter(({ on_hand_milli }) => on_hand_milli !== 0)
      .map(({ id, on_hand_milli }) => [id, on_hand_milli]),
  ),
});

test('stock and its value, now and at the end of any day, with what waits and its batches', async () => {
  for (const day of [null, ...pastDays]) {
    const until = day ?? today;
    const stock = await stockAt(day);
    for (const item of made.items) {
      const moves = movesOf(item.id, (one) => isCounted(one) && one.business_date <= until);
      const lots = [...Map.groupBy(moves, ({ lot_id }) => lot_id)].map(
        ([id, own]) => [id, sum(own)] as const,
      );
      expect(found(stock.get(item.id)), `${item.name} at ${until}`).toEqual({
        on_hand_milli: sum(moves),
        pending_milli: sum(moves.filter(({ document }) => isWaiting(document))),
        value_minor: worth(item, until),
        lots: Object.fromEntries(lots.filter(([, quantity]) => quantity !== 0)),
      });
      const shares = stock.get(item.id)?.lots.reduce((all, { value_minor }) => all + value_minor, 0);
      if (sum(moves) !== 0) expect(shares).toBe(worth(item, until));
    }
  }
});

test('stock of one item is what the list of all has', async () => {
  const all = await stockAt(null);
  for (const { id } of made.items) expect((await stockAt(null, id)).get(id)).toEqual(all.get(id));
  const past = await stockAt('2026-10-14');
  for (const { id } of made.items) expect((await stockAt('2026-10-14', id)).get(id)).toEqual(past.get(id));
});

test('an item without its costs is valued at the cost in the catalog, and says so', async () => {
  const stock = await stockAt(null);
  expect(stock.get(it.catalog.rice)).toMatchObject({
    on_hand_milli: 10_000,
    value_minor: 1000,
    is_estimated: true,
  });
  expect(made.items.some(({ id }) => stock.get(id)?.is_estimated)).toBe(false);
});

test('every move of an item stands once in its history, and the balance runs from the first to the last', async () => {
  const { read } = it.till.db;
  for (const period of [
    { from, to: today },
    { from: '2026-10-14', to: '2026-10-30' },
    { from: '2026-10-14', to: '2026-10-14' },
  ]) {
    for (const item of made.items) {
      const balances = await itemBalances(read, item.id, period).executeTakeFirstOrThrow();
      const before = movesOf(item.id, (one) => isCounted(one) && one.business_date < period.from);
      const within = movesOf(
        item.id,
        (one) => isCounted(one) && one.business_date >= period.from && one.business_date <= period.to,
      );
      expect(balances).toEqual({ opening_milli: sum(before), closing_milli: sum(before) + sum(within) });
      const rows = await itemMoves(read, item.id, period).execute();
      let running = sum(before);
      const wanted = within
        .toSorted(
          (a, b) =>
            a.document.business_date.localeCompare(b.document.business_date) ||
            Number(isWaiting(a.document)) - Number(isWaiting(b.document)) ||
            a.document.journal_seq - b.document.journal_seq ||
            (isWaiting(a.document) ? a.line_no - b.line_no : a.id < b.id ? -1 : 1),
        )
        .map(({ document, ...line }) => {
          running += line.moved_milli;
          return {
            document_id: document.id,
            entity_type: document.entity_type,
            number: document.number,
            kind: document.kind,
            sync_status: isBooked(document) ? 'synced' : document.state,
            business_date: document.business_date,
            lot_id: line.lot_id,
            quantity_milli: line.moved_milli,
            value_minor: isBooked(document) ? line.value_minor : null,
            balance_milli: running,
          };
        });
      expect(rows.map(({ id: _id, batch_number: _batch, ...row }) => row)).toEqual(wanted);
    }
  }
});

/** Of sales less returns, also of what was thrown away: it was not sold. */
function soldOf(itemId: string, since: string) {
  const lines = made.documents
    .filter((one) => isCounted(one) && one.kind !== null && one.business_date >= since)
    .flatMap((document) => document.lines.map((line) => ({ ...line, document })))
    .filter(({ item_id }) => item_id === itemId);
  const sold = lines.reduce(
    (all, { quantity_milli, document }) => all + (document.kind === 'sale' ? 1 : -1) * quantity_milli,
    0,
  );
  const dates = lines
    .filter(({ document }) => document.kind === 'sale')
    .map(({ document }) => document.business_date);
  return { sold, last: dates.toSorted().at(-1) ?? null };
}

test('what was sold of an item is the same once its days are added up', async () => {
  const spans = [2, 14, 60].map((span) => ({ from: addDays(today, 1 - span), to: today }));
  const ask = () => Promise.all(spans.map((span) => soldByItem(it.till.db.read, span).execute()));
  const before = await ask();
  await sumSoldDays(it.till.db, {
    before: addDays(today, -5),
    timeZone: 'UTC',
    pause: () => Promise.resolve(),
    isStopped: () => false,
  });
  const kept = await it.rows('select count(*) as count from summed_days');
  expect(kept[0]?.['count']).toBeGreaterThan(30);
  expect(await ask()).toEqual(before);
});

test('what sells fast, what lies dead, and for how long the rest lasts', async () => {
  for (const span of [2, 14, 60]) {
    const since = addDays(today, 1 - span);
    const sold = await soldByItem(it.till.db.read, { from: since, to: today }).execute();
    const pace = stockPace([...(await stockAt(null)).values()], sold, span);
    for (const item of made.items) {
      const row = pace.find(({ id }) => id === item.id);
      const want = soldOf(item.id, since);
      const onHand = sum(movesOf(item.id, isCounted));
      if (!row) {
        expect([want.last, onHand]).toEqual([null, 0]);
        continue;
      }
      expect([row.sold_milli, row.last_sold]).toEqual([want.sold, want.last]);
      const cover = want.sold > 0 ? Math.floor((Math.max(onHand, 0) * span) / want.sold) : null;
      expect(row.cover_days).toBe(cover);
    }
    const fast = fastStock(pace);
    expect(fast.map(({ sold_milli }) => sold_milli)).toEqual(
      fast.map(({ sold_milli }) => sold_milli).toSorted((a, b) => b - a),
    );
    expect(
      deadStock(pace).every(({ id, on_hand_milli }) => on_hand_milli > 0 && soldOf(id, since).last === null),
    ).toBe(true);
    expect(deadStock(pace).map(({ id }) => id)).toEqual(
      expect.arrayContaining([it.catalog.rice, it.catalog.milk]),
    );
  }
});

test('the order list has what the sales of so many days take, in whole steps, from the last supplier at the last cost', async () => {
  const { read } = it.till.db;
  const [span, coverDays] = [30, 14];
  const since = addDays(today, 1 - span);
  const lines = reorderList({
    items: [...(await stockAt(null)).values()],
    sold: await soldByItem(read, { from: since, to: today }).execute(),
    purchases: await lastPurchases(read).execute(),
    expected: new Map([[made.items[2]!.id, 500]]),
    days: span,
    coverDays,
  });
  for (const item of made.items) {
    const need = Math.max(
      (Math.max(soldOf(item.id, since).sold, 0) * coverDays) / span,
      item.reorder_level_milli === null ? 0 : item.reorder_level_milli + (item.decimals === 0 ? 1000 : 1),
    );
    const there = sum(movesOf(item.id, isCounted)) + (item === made.items[2] ? 500 : 0);
    const step = item.decimals === 0 ? 1000 : 1;
    const wanted = Math.max(0, Math.ceil((need - there) / step) * step);
    const line = lines.find(({ id }) => id === item.id);
    expect(line?.order_milli ?? 0, item.name).toBe(wanted);
    if (!line) continue;
    const bought = movesOf(item.id, (one) => isCounted(one) && one.entity_type === 'grn')
      .toSorted(
        (a, b) =>
          a.document.client_created_at.localeCompare(b.document.client_created_at) || a.line_no - b.line_no,
      )
      .at(-1);
    expect(line.last_purchase).toEqual(
      bought === undefined
        ? null
        : {
            item_id: item.id,
            unit_cost_minor: bought.unit_cost_minor,
            business_date: bought.document.business_date,
            supplier_name: `Supplier ${made.suppliers.indexOf(bought.document.supplier_id ?? '')}`,
          },
    );
  }
});

test('of a batch that expires, what the rate of sale leaves is at risk: sold day by day, the soonest first', async () => {
  const span = 30;
  const sold = await soldByItem(it.till.db.read, { from: addDays(today, 1 - span), to: today }).execute();
  const stock = await stockAt(null);
  const rows = expiringStock([...stock.values()], sold, { today, days: span, within: 400 });
  expect(rows.length).toBeGreaterThan(2);
  for (const item of made.items) {
    const rate = Math.max(soldOf(item.id, addDays(today, 1 - span)).sold, 0);
    const lots = (stock.get(item.id)?.lots ?? [])
      .filter(({ expiry_date, on_hand_milli }) => expiry_date !== null && on_hand_milli > 0)
      .map((lot) => ({ ...lot, left: lot.on_hand_milli }));
    // Day after day, until all has expired.
    for (let n = 0; n < 400; n += 1) {
      let selling = Math.floor((rate * (n + 1)) / span) - Math.floor((rate * n) / span);
      for (const lot of lots) {
        if (dayCount({ from: today, to: lot.expiry_date! }) - 1 < n) continue;
        const gone = Math.min(selling, lot.left);
        lot.left -= gone;
        selling -= gone;
      }
    }
    for (const lot of lots) {
      expect(rows.find(({ id }) => id === lot.id)?.unsold_milli, `${item.name} ${lot.expiry_date}`).toBe(
        lot.left,
      );
    }
  }
  expect(rows.every((row) => row.at_risk_minor <= Math.max(row.value_minor, 0) || row.value_minor < 0)).toBe(
    true,
  );
});

test('no report looks an item up in the ledger: one pass over it, or its index', async () => {
  const { read, power } = it.till.db;
  const period = { from: addDays(today, -30), to: today };
  const plan = async (query: { compile(): { sql: string; parameters: readonly unknown[] } }) => {
    const { sql, parameters } = query.compile();
    const rows = await power.getAll<{ detail: string }>(`explain query plan ${sql}`, [...parameters]);
    return rows.map(({ detail }) => detail);
  };
  const all = await plan(stockPlaces(read, { day: '2026-10-14' }));
  expect(all.filter((line) => /stock_moves|\bm USING INDEX stock_moves/.test(line))).toEqual([
    expect.stringContaining('USING INDEX stock_moves_day'),
  ]);
  expect(all.join('\n')).not.toMatch(/CORRELATED SCALAR SUBQUERY(?![^]*document_outcomes)/);
  const history = await plan(itemMoves(read, made.items[0]!.id, period));
  expect(history.join('\n')).toContain('USING INDEX stock_moves_item (item_id=? AND business_date>?)');
  const sold = await plan(soldByItem(read, period));
  expect(sold.join('\n')).toContain('USING INDEX sales_invoices_day');
  expect(sold.join('\n')).not.toContain('stock_moves');
});
