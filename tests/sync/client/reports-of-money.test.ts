/** Reports of money and of people against the same added up in plain TypeScript, from a device's real database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageingOf, ages, statementOf } from '#domain/account.ts';
import type { Period } from '#domain/period.ts';
import { owingCustomer, owingNamed } from '#queries/owed.ts';
import { entriesOf, entriesOfOwing } from '#queries/reports/account-entries.ts';
import { changedPrices, discountDocuments, discountKeys, discountsBy } from '#queries/reports/discounts.ts';
import { flagCounts, flaggedDocuments } from '#queries/reports/flagged.ts';
import { lastCosts, purchaseDocuments, purchaseKeys, purchasesBy } from '#queries/reports/purchases-by.ts';
import { isOfSalesToo, returnDocuments, returnKeys, returnsBy } from '#queries/reports/returns-by.ts';
import { shiftVariances } from '#queries/reports/shift-variances.ts';
import { uncountedTakings } from '#queries/reports/uncounted-takings.ts';
import { flagsToLookAt } from '#schema/flags.ts';
import type { LocalTill } from '#tests/support/local-till.ts';
import {
  customers,
  devices,
  elsewhere,
  entriesMade,
  isBooked,
  isIn,
  moneyWorld,
  periods,
  sum,
  sumOf,
  today,
} from '#tests/support/money-world.ts';
import type { MadeMoney, MadeNote } from '#tests/support/random-money.ts';
import type { MadeLine, MadeSale } from '#tests/support/random-sales.ts';

let folder: string;
let it: LocalTill;
let sales: readonly MadeSale[];
let money: MadeMoney;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-money-'));
  ({ it, sales, money } = await moneyWorld(folder));
});
afterAll(async () => {
  await it[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const made = () => entriesMade(sales, money);
const grouped = <T>(list: readonly T[], keyOf: (one: T) => string) => Map.groupBy(list, keyOf);
const withoutLabel = <T extends { readonly label: string | null }>({ label, ...row }: T) => {
  expect(label).not.toBe('');
  return row;
};

/** Pays every sale off with what was ever paid, the oldest first; what was paid before this device comes first of all. */
function agedByHand(customer: string, owed: number) {
  const own = made().filter(({ customer_id }) => customer_id === customer);
  const left = own.filter(({ amount_minor }) => amount_minor > 0).map((one) => ({ ...one }));
  let toPay = sum(left) - Math.max(0, owed);
  for (const sale of left) {
    const part = Math.min(sale.amount_minor, Math.max(0, toPay));
    sale.amount_minor -= part;
    toPay -= part;
  }
  const days = (date: string) => (Date.parse(today) - Date.parse(date)) / 86_400_000;
  const within = (least: number, most: number) =>
    sum(left.filter(({ business_date: on }) => days(on) >= least && days(on) <= most));
  return { '0-30': within(0, 30), '31-60': within(31, 60), '61-90': within(61, 90), '90+': within(91, 9999) };
}

test('what each customer owes is the sum of its ages, what is not on this device apart, and as the till says it', async () => {
  const { read } = it.till.db;
  const entries = await entriesOfOwing(read, '2026-01-01').execute();
  const owing = (await owingNamed(read, '', -1).execute()).map(owingCustomer);
  expect(owing.map(({ id }) => id)).toEqual(customers);
  for (const { id, owed_minor } of owing) {
    const own = entries.filter(({ customer_id }) => customer_id === id);
    const { open, elsewhere_minor, ahead_minor } = ageingOf(own, owed_minor, today);
    expect(ages.reduce((total, age) => total + open[age], 0) + elsewhere_minor + ahead_minor).toBe(
      owed_minor,
    );
    const ofIt = sum(made().filter((one) => one.customer_id === id));
    expect(owed_minor).toBe(ofIt + (elsewhere[id] ?? 0));
    expect(open).toEqual(agedByHand(id, owed_minor));
    expect(elsewhere_minor > 0).toBe(id === 'berta');
    expect(ahead_minor < 0).toBe(id === 'dora');
  }
});

test('a day before which not all is here leaves older sales out rather than guessing', async () => {
  const { read } = it.till.db;
  const since = '2026-10-01';
  const entries = await entriesOfOwing(read, since).execute();
  const found = entries.map(({ document_id }) => document_id);
  const owing = new Set(['anna', 'berta', 'carl', 'dora']);
  const wanted = made().filter(
    (one) => one.business_date >= since && owing.has(one.customer_id) && one.state !== 'void',
  );
  expect(found.toSorted()).toEqual(wanted.map(({ id }) => id).toSorted());
});

test('a statement begins with what was owed before it and ends with what was owed after', async () => {
  const { read } = it.till.db;
  for (const id of customers) {
    const owed = (await owingNamed(read, id, -1).execute()).map(owingCustomer)[0]?.owed_minor ?? 0;
    for (const period of periods) {
      const entries = await entriesOf(read, id, period.from).execute();
      const { opening_minor, lines, closing_minor, charged_minor, settled_minor } = statementOf(
        entries,
        owed,
        period,
      );
      const all = made().filter(({ customer_id }) => customer_id === id);
      const after = sum(all.filter(({ business_date }) => business_date > period.to));
      const within = all.filter(isIn(period));
      expect(closing_minor).toBe(owed - after);
      expect(opening_minor).toBe(closing_minor - sum(within));
      expect(lines.map(({ document_id }) => document_id)).toEqual(within.map((one) => one.id));
      expect(lines.at(-1)?.balance_minor ?? opening_minor).toBe(closing_minor);
      expect(charged_minor - settled_minor).toBe(sum(within));
    }
  }
});

const signed = ({ kind, tax_mode }: MadeSale, { amount_minor, tax_minor }: MadeLine) =>
  (kind === 'return' ? -1 : 1) * (amount_minor + (tax_mode === 'exclusive' ? tax_minor : 0));
const soldIn = (period: Period) =>
  sales.filter(isIn(period)).flatMap((sale) => sale.lines.map((line) => ({ sale, line })));
/** Half away from zero, without the rounding of the query. */
const times = (minor: number, milli: number) =>
  Math.sign(minor) * Math.floor((Math.abs(minor) * milli) / 1000 + 0.5);

test.each(discountKeys)('discounts and changed prices by %s, what came back taken off', async (by) => {
  const { read } = it.till.db;
  for (const period of periods) {
    const isGiven = ({ line }: { line: MadeLine }) =>
      line.discount_minor !== 0 || line.price_minor !== line.list_price_minor;
    const isAllowed = ({ approved_for }: MadeSale) =>
      approved_for.includes('price') || approved_for.includes('discount');
    const all = soldIn(period);
    const keyed = grouped(
      by === 'reason' || by === 'approver' ? all.filter(isGiven) : all,
      ({ sale, line }) => {
        if (by === 'cashier') return sale.cashier_id;
        if (by === 'item') return line.item_id;
        if (by === 'whole') return '';
        if (!isAllowed(sale)) return '';
        return by === 'reason' ? sale.approval_reason : (sale.approved_by ?? '');
      },
    );
    const wanted = [...keyed].map(([key, lines]) => {
      const given = lines.filter(isGiven);
      const changed = (line: MadeLine, sale: MadeSale) =>
        (sale.kind === 'return' ? -1 : 1) *
        times(line.price_minor - line.list_price_minor, line.quantity_milli);
      const documents = new Map(given.map(({ sale }) => [sale.id, sale]));
      const off = (direction: number) =>
        sumOf(given, ({ line, sale }) =>
          Math.sign(line.price_minor - line.list_price_minor) === direction
            ? direction * changed(line, sale)
            : 0,
        );
      return {
        key,
        document_count: documents.size,
        pending_count: [...documents.values()].filter((sale) => !isBooked(sale)).length,
        discount_minor: sumOf(
          given,
          ({ line, sale }) => (sale.kind === 'return' ? -1 : 1) * line.discount_minor,
        ),
        lowered_minor: off(-1),
        raised_minor: off(1),
        gross_minor: sumOf(lines, ({ line, sale }) => signed(sale, line)),
      };
    });
    const rows = await discountsBy(read, { period, by }).execute();
    const bare = rows.map(withoutLabel);
    expect(bare).toEqual(
      wanted.filter(({ document_count }) => document_count > 0).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    );
    for (const { key, document_count, discount_minor, lowered_minor, raised_minor } of rows) {
      const documents = await discountDocuments(read, { period, by }, key).execute();
      expect(documents).toHaveLength(document_count);
      expect(sum(documents)).toBe(discount_minor + lowered_minor - raised_minor);
    }
  }
});

test('every price that was changed by hand: what it was, what it became, who allowed it', async () => {
  const [period] = periods as [Period];
  const rows = await changedPrices(it.till.db.read, period, 5000).execute();
  const wanted = soldIn(period).filter(({ line }) => line.price_minor !== line.list_price_minor);
  expect(rows).toHaveLength(wanted.length);
  expect(sumOf(rows, (row) => row.list_price_minor - row.price_minor)).toBe(
    sumOf(wanted, ({ line }) => line.list_price_minor - line.price_minor),
  );
  const reasons = (list: readonly { approval_reason: string }[]) =>
    list.filter(({ approval_reason }) => approval_reason === 'Regular').length;
  expect(reasons(rows)).toBe(
    reasons(wanted.map(({ sale }) => sale).filter(({ approved_for }) => approved_for.includes('price'))),
  );
});

test.each(returnKeys)('returns by %s', async (by) => {
  const { read } = it.till.db;
  for (const period of periods) {
    const keyed = grouped(
      soldIn(period).filter(({ sale }) => isOfSalesToo(by) || sale.kind === 'return'),
      ({ sale, line }) =>
        ({
          item: line.item_id,
          reason: sale.note.trim(),
          cashier: sale.cashier_id,
          shelf: String(line.is_restocked),
          receipt: sale.original_id === null ? '0' : '1',
          whole: '',
        })[by],
    );
    const wanted = [...keyed].flatMap(([key, lines]) => {
      const back = lines.filter(({ sale }) => sale.kind === 'return');
      if (back.length === 0) return [];
      const gross = (list: typeof lines) => sumOf(list, ({ line, sale }) => signed(sale, line));
      return {
        key,
        return_count: new Set(back.map(({ sale }) => sale.id)).size,
        pending_count: new Set(back.filter(({ sale }) => !isBooked(sale)).map(({ sale }) => sale.id)).size,
        quantity_milli: sumOf(back, ({ line }) => line.quantity_milli),
        returned_minor: -gross(back),
        pending_minor: -gross(back.filter(({ sale }) => !isBooked(sale))) + 0,
        sold_minor: gross(lines.filter(({ sale }) => sale.kind === 'sale')),
      };
    });
    const rows = await returnsBy(read, { period, by }).execute();
    expect(rows.map(withoutLabel)).toEqual(wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
    for (const { key, return_count, returned_minor } of rows) {
      const documents = await returnDocuments(read, { period, by }, key).execute();
      expect(documents).toHaveLength(return_count);
      expect(sum(documents)).toBe(returned_minor);
    }
  }
});

test.each(purchaseKeys)('goods received by %s, each note once', async (by) => {
  const { read } = it.till.db;
  for (const period of periods) {
    const lines = money.notes
      .filter(isIn(period))
      .flatMap((note) => note.lines.map((line) => ({ note, line })));
    const keyed = grouped(
      lines,
      ({ note, line }) =>
        ({
          supplier: note.supplier_id ?? '',
          item: line.item_id,
          month: note.business_date.slice(0, 7),
          whole: '',
        })[by],
    );
    const wanted = [...keyed].map(([key, list]) => {
      const waiting = list.filter(({ note }) => !isBooked(note));
      return {
        key,
        note_count: new Set(list.map(({ note }) => note.id)).size,
        pending_count: new Set(waiting.map(({ note }) => note.id)).size,
        quantity_milli: sumOf(list, ({ line }) => line.quantity_milli),
        amount_minor: sumOf(list, ({ line }) => line.amount_minor),
        pending_minor: sumOf(waiting, ({ line }) => line.amount_minor),
      };
    });
    const rows = await purchasesBy(read, { period, by }).execute();
    expect(rows.map(withoutLabel)).toEqual(wanted.toSorted((a, b) => (a.key < b.key ? -1 : 1)));
    for (const { key, note_count, amount_minor } of rows) {
      const documents = await purchaseDocuments(read, { period, by }, key).execute();
      expect([documents.length, sum(documents)]).toEqual([note_count, amount_minor]);
    }
  }
});

test('the last cost of an item, and the one on the note before it, however long ago', async () => {
  const newest = (a: MadeNote, b: MadeNote) => (a.client_created_at < b.client_created_at ? 1 : -1);
  for (const period of periods) {
    const rows = await lastCosts(it.till.db.read, period).execute();
    const items = new Set(
      money.notes.filter(isIn(period)).flatMap(({ lines }) => lines.map((line) => line.item_id)),
    );
    const wanted = [...items].toSorted().map((item_id) => {
      const [last, before] = money.notes
        .filter(({ state, business_date }) => state !== 'void' && business_date <= period.to)
        .filter(({ lines }) => lines.some((line) => line.item_id === item_id))
        .toSorted(newest)
        .map(({ lines }) => lines.findLast((line) => line.item_id === item_id)?.unit_cost_minor);
      return { item_id, unit_cost_minor: last, before_minor: before ?? null };
    });
    expect(rows).toEqual(wanted);
  }
});

test('shifts of a period, with what came in and what was there', async () => {
  for (const period of periods) {
    const rows = await shiftVariances(it.till.db.read, period).execute();
    const found = rows.map(
      ({ id, variance_minor, cash_minor, card_minor, unposted_count, booked_cash_minor }) => ({
        id,
        variance_minor,
        cash_minor,
        card_minor,
        unposted_count,
        isBooked: booked_cash_minor !== null,
      }),
    );
    const wanted = money.shifts
      .filter(isIn(period))
      .toSorted((a, b) => (a.closed_at < b.closed_at ? 1 : -1))
      .map((shift) => ({
        id: shift.id,
        variance_minor: shift.variance_minor,
        cash_minor: sum(shift.tenders.filter(({ method }) => method === 'cash')),
        card_minor: sum(shift.tenders.filter(({ method }) => method === 'card')),
        unposted_count: sumOf(shift.sources, ({ unposted_count }) => unposted_count),
        isBooked: isBooked(shift),
      }));
    expect(found).toEqual(wanted);
  }
});

test('money that is in no closed shift, by till', async () => {
  const since = '2026-08-15';
  const sequenceOf = (number: string) => Number(number.split('-').at(-1));
  const wanted = devices.map((device) => {
    const end = (type: string) =>
      Math.max(
        ...money.shifts
          .filter(({ device_id, state }) => device_id === device && state !== 'void')
          .flatMap(({ sources }) => sources.filter(({ entity_type }) => entity_type === type))
          .map(({ last_sequence }) => last_sequence),
      );
    const isOpen = (type: string) => (one: MadeSale | MadeMoney['payments'][number]) =>
      one.device_id === device &&
      one.state !== 'void' &&
      one.business_date >= since &&
      sequenceOf(one.number) > end(type);
    const parts = [
      ...sales
        .filter(isOpen('sales_invoice'))
        .flatMap((sale) => sale.payments.map((part) => ({ ...part, of: sale }))),
      ...money.payments
        .filter(isOpen('customer_payment'))
        .map((one) => ({ ...one, of: { ...one, kind: 'sale' } })),
    ];
    const taken = (wantedMethod: string) =>
      sumOf(
        parts.filter(({ method }) => method === wantedMethod),
        (part) => (part.of.kind === 'return' ? -1 : 1) * (part.tendered_minor - part.change_minor),
      );
    return {
      device_id: device,
      document_count: new Set(parts.map(({ of }) => of.id)).size,
      cash_minor: taken('cash'),
      card_minor: taken('card'),
    };
  });
  const rows = await uncountedTakings(it.till.db.read, since).execute();
  const found = rows.map(({ device_id, document_count, cash_minor, card_minor }) => ({
    device_id,
    document_count,
    cash_minor,
    card_minor,
  }));
  const byDevice = (a: { device_id: string }, b: { device_id: string }) =>
    a.device_id < b.device_id ? -1 : 1;
  expect(found.toSorted(byDevice)).toEqual(wanted.filter((one) => one.document_count > 0).toSorted(byDevice));
});

test('flagged documents of every kind, by flag; what is allowed and quiet is not among them', async () => {
  const { read } = it.till.db;
  for (const period of periods) {
    const all = [...sales, ...money.payments, ...money.notes, ...money.shifts]
      .filter(isIn(period))
      // A refused one has no answer yet.
      .filter(({ state }) => state !== 'failed')
      .map(({ id, flags }) => ({
        id,
        flags: flags.filter((flag) => flagsToLookAt.some((one) => one === flag)),
      }))
      .filter(({ flags }) => flags.length > 0);
    const rows = await flaggedDocuments(read, period, null, -1).execute();
    expect(rows.map(({ id }) => id).toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    const counts = await flagCounts(read, period).execute();
    const wanted = grouped(
      all.flatMap(({ flags }) => flags),
      (flag) => flag,
    );
    expect(Object.fromEntries(counts.map((row) => [row.flag, row.document_count]))).toEqual(
      Object.fromEntries([...wanted].map(([flag, list]) => [flag, list.length])),
    );
    for (const { flag, document_count } of counts)
      expect(await flaggedDocuments(read, period, flag, -1).execute()).toHaveLength(document_count);
  }
});
