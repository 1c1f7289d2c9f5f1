/**
 * Three years of a shop: sales with their lines, payments and moves, as the
 * months and the ledger of PowerSync bring them, from a fixed seed. Made in
 * pieces: nobody has to hold a million rows.
 */
import { addDays } from '#domain/business-date.ts';
import type { LoadStep } from './load-sql.ts';
import { loadSteps } from './load-sql.ts';
import { randomFrom } from './random.ts';
import { places } from './shop.ts';

export interface History {
  readonly lines: number;
  readonly days: number;
  /** The last day. */
  readonly until: string;
}

type Row = Readonly<Record<string, string | number | null>>;
type Item = { readonly id: string; readonly name: string; readonly price_minor: number };

const linesPerSale = 3;
const cashiers = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-a000-00000000000${index}`);
const salesAtOnce = 2_000;
const taxPpm = 150_000;

/** Few items sell much and many little: the rank that a random number falls on, by its square. */
const rankOf = (chance: number, count: number) => Math.floor(chance * chance * count);

export function* historySteps({ lines, days, until }: History, items: readonly Item[]): Generator<LoadStep> {
  const random = randomFrom(20_231_122);
  const ids = idsFrom(random);
  const saleCount = Math.round(lines / linesPerSale);
  for (let start = 0; start < saleCount; start += salesAtOnce) {
    const rows: Rows = {
      sales_invoices: [],
      sales_invoice_lines: [],
      sales_invoice_payments: [],
      stock_moves: [],
    };
    for (let number = start; number < Math.min(saleCount, start + salesAtOnce); number += 1) {
      const day = addDays(until, Math.floor((number * days) / saleCount) - days + 1);
      addSale(rows, { number, day, random, ids, items });
    }
    yield* loadSteps({ tables: { ...rows } });
  }
}

interface Rows {
  readonly sales_invoices: Row[];
  readonly sales_invoice_lines: Row[];
  readonly sales_invoice_payments: Row[];
  readonly stock_moves: Row[];
}

interface Made {
  readonly number: number;
  readonly day: string;
  readonly random: () => number;
  readonly ids: () => string;
  readonly items: readonly Item[];
}

function addSale(rows: Rows, { number, day, random, ids, items }: Made): void {
  const id = ids();
  const isReturn = random() < 0.03;
  const minute = Math.floor(random() * 720);
  const at = `${day}T${two(7 + Math.floor(minute / 60))}:${two(minute % 60)}:00.000Z`;
  const month = day.slice(0, 7);
  const owned = { location_id: places.location, created_at: at, updated_at: at, created_by: places.user };
  let total = 0;
  let tax = 0;
  // One to five lines: three on average.
  const count = 1 + Math.floor(random() * 5);
  for (let line = 1; line <= count; line += 1) {
    const made = makeLine(items, random);
    total += made.amount_minor;
    tax += made.tax_minor;
    const lineId = ids();
    rows.sales_invoice_lines.push({
      id: lineId,
      invoice_id: id,
      line_no: line,
      lot_id: null,
      unit_symbol: 'pc',
      tax_rate_id: places.user,
      tax_rate_ppm: taxPpm,
      business_month: month,
      original_line_id: null,
      is_restocked: isReturn ? 1 : null,
      original_month: null,
      ...made,
      ...owned,
    });
    rows.stock_moves.push({
      id: lineId,
      item_id: made.item_id,
      lot_id: null,
      entity_type: 'sales_invoice',
      document_id: id,
      quantity_milli: (isReturn ? 1 : -1) * made.quantity_milli,
      value_minor: (isReturn ? 1 : -1) * Math.round(made.amount_minor * 0.6),
      journal_seq: number + 1,
      business_date: day,
      business_month: month,
      ...owned,
    });
  }
  rows.sales_invoice_payments.push({
    id: ids(),
    invoice_id: id,
    line_no: 1,
    method: random() < 0.6 ? 'cash' : 'card',
    amount_minor: total,
    rounding_minor: 0,
    tendered_minor: total,
    change_minor: 0,
    reference: null,
    business_month: month,
    due_date: null,
    original_month: null,
    ...owned,
  });
  const printed = `${isReturn ? 'R' : 'S'}-BE-01-${number + 1}`;
  rows.sales_invoices.push({
    id,
    device_id: places.device,
    invoice_number: printed,
    printed_number: printed,
    kind: isReturn ? 'return' : 'sale',
    status: 'posted',
    customer_id: null,
    cashier_id: cashiers[Math.floor(random() * cashiers.length)] ?? '',
    approved_by: null,
    approved_for: null,
    approval_reason: null,
    submitted_by: places.user,
    currency: 'USD',
    tax_mode: 'inclusive',
    subtotal_minor: total,
    discount_minor: 0,
    tax_minor: tax,
    total_minor: total,
    note: null,
    flags: '[]',
    journal_seq: number + 1,
    business_date: day,
    business_month: month,
    client_created_at: at,
    client_updated_at: at,
    original_id: null,
    exchange_id: null,
    original_month: null,
    ...owned,
  });
}

function makeLine(items: readonly Item[], random: () => number) {
  const item = items[rankOf(random(), items.length)];
  if (!item) throw new Error('The shop has no items.');
  const pieces = 1 + Math.floor(random() * 3);
  const gross = pieces * item.price_minor;
  const discount_minor = random() < 0.05 ? Math.round(gross / 10) : 0;
  const amount_minor = gross - discount_minor;
  return {
    item_id: item.id,
    item_name: item.name,
    quantity_milli: pieces * 1000,
    price_minor: item.price_minor,
    list_price_minor: item.price_minor,
    discount_minor,
    amount_minor,
    tax_minor: Math.round((amount_minor * taxPpm) / (1_000_000 + taxPpm)),
  };
}

const two = (value: number) => String(value).padStart(2, '0');

/** As random as real ones: an index of ascending ids would flatter every engine. */
function idsFrom(random: () => number): () => string {
  const hex = () =>
    Math.floor(random() * 4_294_967_296)
      .toString(16)
      .padStart(8, '0');
  return () => {
    const [a, b, c, d] = [hex(), hex(), hex(), hex()];
    return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
  };
}
