/** Reports of sales against the same added up in plain TypeScript, from a device's real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { businessDate } from '#domain/business-date.ts';
import type { Period } from '#domain/period.ts';
import { zoneOffsets } from '#domain/zone-offsets.ts';
import { sumSoldDays } from '#commands/sum-sold-days.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { salesBy, salesKeys, type SalesKey, type SalesRow } from '#queries/reports/sales-by.ts';
import { salesByTender } from '#queries/reports/sales-by-tender.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';
import { keepSales, randomSales, type MadeLine, type MadeSale } from '#tests/support/random-sales.ts';

const zone = 'Europe/Berlin';
const dateOf = (atMs: number) => businessDate(atMs, zone);
const fromMs = Date.parse('2026-09-20T00:00:00Z');
const withoutLedger = '2026-11';
/** Over the night on which the clocks go back. */
const periods: readonly Period[] = [
  { from: '2026-09-21', to: '2026-11-19' },
  { from: '2026-10-01', to: '2026-10-31' },
  { from: '2026-10-25', to: '2026-10-25' },
  { from: '2027-01-01', to: '2027-01-31' },
];

let folder: string;
let it: LocalTill;
let sales: readonly MadeSale[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-reports-'));
  it = await openLocalTill(folder);
  const { catalog } = it;
  sales = randomSales(7, {
    count: 700,
    items: [
      { id: catalog.rice, name: 'Rice, as it was called' },
      { id: catalog.milk, name: 'Milk' },
      { id: 'gone', name: 'No longer here' },
    ],
    cashiers: ['ann', 'bob'],
    fromMs,
    days: 61,
    dateOf,
  });
  await keepSales(it.till.db.power, sales, withoutLedger);
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const counted = ({ from, to }: Period) =>
  sales.filter(
    ({ state, business_date }) => state !== 'void' && business_date >= from && business_date <= to,
  );
const isPending = ({ state }: MadeSale) => state === 'pending' || state === 'failed';
const offsets = zoneOffsets(zone, fromMs, fromMs + 70 * 86_400_000);

function keyOf(by: SalesKey, sale: MadeSale, line: MadeLine): string {
  const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' });
  const keys: Record<SalesKey, () => string> = {
    day: () => sale.business_date,
    hour: () => local.format(new Date(sale.client_created_at)),
    weekday: () => String(new Date(sale.business_date).getUTCDay()),
    item: () => line.item_id,
    category: () => (line.item_id === 'gone' ? '' : 'Food'),
    cashier: () => sale.cashier_id,
    tax_rate: () => String(line.tax_rate_ppm),
    whole: () => '',
  };
  return keys[by]();
}

/** What the line was worth: of the cost of 1.00 a piece where it is yet to be booked, and where that is known at all. */
function costOf(sale: MadeSale, line: MadeLine): number | null {
  if (line.is_restocked === 0) return 0;
  if (!isPending(sale)) {
    return sale.business_date.startsWith(withoutLedger) ? null : -(line.value_minor ?? 0);
  }
  if (line.item_id === 'gone') return null;
  return (sale.kind === 'return' ? -1 : 1) * Math.floor((100 * line.quantity_milli + 500) / 1000);
}

function addedUp(period: Period, by: SalesKey): Map<string, Omit<SalesRow, 'key' | 'label'>> {
  const rows = new Map<string, Omit<SalesRow, 'key' | 'label'>>();
  const documents = new Map<string, Set<string>>();
  for (const sale of counted(period)) {
    for (const line of sale.lines) {
      const key = keyOf(by, sale, line);
      const sign = sale.kind === 'return' ? -1 : 1;
      const gross = sign * (line.amount_minor + (sale.tax_mode === 'exclusive' ? line.tax_minor : 0));
      const cost = costOf(sale, line);
      const seen = documents.get(key) ?? new Set();
      const isNew = seen.has(sale.id) ? 0 : 1;
      documents.set(key, seen.add(sale.id));
      const was = rows.get(key);
      const wasCost = was ? was.cost_minor : 0;
      rows.set(key, {
        sale_count: (was?.sale_count ?? 0) + (sale.kind === 'sale' ? isNew : 0),
        return_count: (was?.return_count ?? 0) + (sale.kind === 'return' ? isNew : 0),
        pending_count: (was?.pending_count ?? 0) + (isPending(sale) ? isNew : 0),
        quantity_milli: (was?.quantity_milli ?? 0) + sign * line.quantity_milli,
        gross_minor: (was?.gross_minor ?? 0) + gross,
        net_minor: (was?.net_minor ?? 0) + gross - sign * line.tax_minor,
        tax_minor: (was?.tax_minor ?? 0) + sign * line.tax_minor,
        discount_minor: (was?.discount_minor ?? 0) + sign * line.discount_minor,
        returned_minor: (was?.returned_minor ?? 0) - (sign < 0 ? gross : 0),
        pending_minor: (was?.pending_minor ?? 0) + (isPending(sale) ? gross : 0),
        cost_minor: cost === null || wasCost === null ? null : wasCost + cost,
      });
    }
  }
  return rows;
}

async function expectAddedUp(by: SalesKey): Promise<void> {
  for (const period of periods) {
    const rows = await salesBy(it.till.db.read, { period, by, offsets }).execute();
    const found = rows.map(({ key, label, ...row }) => [by === 'category' && key ? label : key, row]);
    const wanted = [...addedUp(period, by)];
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
    expect(rows).toHaveLength(wanted.length);
  }
}

test.each(salesKeys)('sales by %s: each line once, pending ones too, returns taken off', expectAddedUp);

test('an item is called as it is now, one that is gone as it was when it was sold', async () => {
  const [period] = periods;
  if (!period) throw new Error('no period');
  const rows = await salesBy(it.till.db.read, { period, by: 'item', offsets }).execute();
  expect(new Set(rows.map(({ label }) => label))).toEqual(new Set(['Rice', 'Milk', 'No longer here']));
});

async function expectTenders(): Promise<void> {
  for (const period of periods) {
    const rows = await salesByTender(it.till.db.read, period).execute();
    const wanted = new Map<string, { count: number; amount: number; rounding: number; pending: number }>();
    for (const sale of counted(period)) {
      const sign = sale.kind === 'return' ? -1 : 1;
      for (const { method, amount_minor, rounding_minor } of sale.payments) {
        const was = wanted.get(`${sale.kind} ${method}`);
        wanted.set(`${sale.kind} ${method}`, {
          count: (was?.count ?? 0) + 1,
          amount: (was?.amount ?? 0) + sign * amount_minor,
          rounding: (was?.rounding ?? 0) + sign * rounding_minor,
          pending: (was?.pending ?? 0) + (isPending(sale) ? 1 : 0),
        });
      }
    }
    const found = rows.map((row) => [
      `${row.kind} ${row.method}`,
      {
        count: row.payment_count,
        amount: row.amount_minor,
        rounding: row.rounding_minor,
        pending: row.pending_count,
      },
    ]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted));
  }
}

test('how it was paid adds up to every payment, once', expectTenders);

describe('days that were added up', () => {
  const before = '2026-11-10';
  const sumAll = () =>
    sumSoldDays(it.till.db, {
      before,
      timeZone: zone,
      pause: () => Promise.resolve(),
      isStopped: () => false,
    });
  const summed = async () => {
    const rows = await it.till.db.power.getAll<{ day: string }>(
      'select business_date as day from summed_days order by 1',
    );
    return rows.map(({ day }) => day);
  };
  const answers = async () => {
    const [period] = periods;
    if (!period) throw new Error('no period');
    const found: unknown[] = [];
    for (const by of ['whole', 'item', 'category', 'hour'] as const)
      found.push(await salesBy(it.till.db.read, { period, by, offsets }).execute());
    return [...found, await salesByTender(it.till.db.read, period).execute()];
  };

  beforeAll(async () => {
    // A day with an item that is not known has no sums: its category may be on the way.
    await sumAll();
    expect((await summed()).length).toBeLessThan(5);
    await it.till.db.power.execute(`insert into items (id, name) values ('gone', 'No longer here')`);
    await sumAll();
    const days = await summed();
    expect(days.length).toBeGreaterThan(40);
    expect(days.at(-1)).toBe('2026-11-09');
  });

  test.each(salesKeys)('sales by %s: their sums, and the lines of the other days', expectAddedUp);

  test('how it was paid: the sums, and the payments of the other days', async () => {
    await expectTenders();
    const [kept] = await it.rows('select count(distinct business_date) as days from sold_tenders');
    expect(kept).toEqual({ days: (await summed()).length });
  });

  const day = '2026-10-05';
  const invoice = `select id from sales_invoices where business_date = '${day}' limit 1`;
  const line = `select l.id from sales_invoice_lines l where l.invoice_id = (${invoice}) limit 1`;
  type Change = readonly [what: string, sql: string];
  const changesOfADay: readonly Change[] = [
    [
      'a document comes',
      `insert into sales_invoices (id, business_date, business_month, kind, tax_mode, client_created_at, cashier_id)
        values ('later', '${day}', '2026-10', 'sale', 'inclusive', '${day}T10:00:00.000Z', 'ann')`,
    ],
    [
      'its line comes after it',
      `insert into sales_invoice_lines (id, invoice_id, item_id, item_name, tax_rate_ppm, quantity_milli, amount_minor, tax_minor, discount_minor)
        values ('later-1', 'later', 'gone', 'Gone', 0, 1000, 700, 0, 0)`,
    ],
    [
      'its cost is booked',
      `insert into stock_moves (id, entity_type, document_id, business_date, business_month, item_id, quantity_milli, value_minor)
        values ('later-1', 'sales_invoice', 'later', '${day}', '2026-10', 'gone', -1000, -300)`,
    ],
    [
      'a line is replaced',
      `insert or replace into sales_invoice_lines select * from sales_invoice_lines where id = (${line})`,
    ],
    ['a line changes', `update sales_invoice_lines set amount_minor = amount_minor + 5 where id = (${line})`],
    ['a document changes', `update sales_invoices set cashier_id = 'bob' where id = (${invoice})`],
    [
      'a payment comes',
      `insert into sales_invoice_payments (id, invoice_id, line_no, method, amount_minor, rounding_minor)
        values ('later-paid', 'later', 1, 'card', 700, 0)`,
    ],
    [
      'a payment is replaced',
      `insert or replace into sales_invoice_payments select * from sales_invoice_payments where id = 'later-paid'`,
    ],
    ['a payment changes', `update sales_invoice_payments set method = 'cash' where id = 'later-paid'`],
    ['a payment goes', `delete from sales_invoice_payments where id = 'later-paid'`],
    ['a line goes', `delete from sales_invoice_lines where id = 'later-1'`],
    ['a document goes', `delete from sales_invoices where id = 'later'`],
  ];
  const changesOfAll: readonly Change[] = [
    ['an item changes its category', `update items set category_id = null where name = 'Rice'`],
    [
      'an item comes with another category',
      `insert into items (id, name, category_id) values ('gone', 'No longer here', 'other')
        on conflict (id) do update set category_id = excluded.category_id`,
    ],
    [
      'an item is replaced by one of another category',
      `insert or replace into items (id, name, category_id) values ('gone', 'No longer here', null)`,
    ],
    ['the clock of the shop changes', `update location_settings set time_zone = 'Asia/Tokyo'`],
  ];

  async function expectForgotten(change: string, forgotten: (one: string) => boolean): Promise<void> {
    await sumAll();
    const days = await summed();
    expect(days).toContain(day);
    await it.till.db.power.execute(change);
    expect(await summed()).toEqual(days.filter((one) => !forgotten(one)));
  }

  test.each(changesOfADay)('%s: no sum of that day is told', (_what, change) =>
    expectForgotten(change, (one) => one === day),
  );

  test.each(changesOfAll)('%s: no sum of before is told', (_what, change) =>
    expectForgotten(change, () => true),
  );

  test('after all of that, sums and lines say the same', async () => {
    await sumAll();
    const told = await answers();
    await it.till.db.power.execute('delete from summed_days');
    expect(told).toEqual(await answers());
  });

  test('a price that changes leaves them', async () => {
    await sumAll();
    const days = await summed();
    await it.till.db.power.execute('update items set price_minor = 1');
    await it.till.db.power.execute('insert or replace into items select * from items');
    expect(await summed()).toEqual(days);
  });

  test('another build of Flux adds them up anew: it may keep other sums', async () => {
    await sumAll();
    expect(await summed()).not.toEqual([]);
    const { power } = it.till.db;
    await prepareDatabase(power);
    expect(await summed()).not.toEqual([]);
    await power.execute('pragma user_version = 1');
    await prepareDatabase(power);
    expect(await summed()).toEqual([]);
  });
});
