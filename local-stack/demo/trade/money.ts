/** Sales, returns and payments of the demo, with the arithmetic that the server asks for. */
import type { DemoItem } from '#stack/demo/items.ts';
import { demoId } from '#stack/demo/ids.ts';
import { taxRates, units, type Place } from '#stack/demo/places.ts';
import { numbered, type Book, type PushRecord, type When } from './book.ts';

const invoice = ['sales_invoice', 'invoice_number', 'S'] as const;
const coinMinor = 5;

export type Paid = 'cash' | 'card' | 'credit';
export type Sold = { readonly item: DemoItem; readonly pieces: number };

export function sale(
  book: Book,
  name: string,
  when: When,
  { sold, by, customer = null }: { sold: readonly Sold[]; by: Paid; customer?: string | null },
): PushRecord {
  const lines = sold.map((one) => lineOf(book.place, one));
  return book.record(invoice, name, when, {
    kind: 'sale',
    customer_id: customer,
    ...totalsOf(lines),
    lines: numbered(`${name} line`, lines),
    payments: numbered(`${name} payment`, [paymentOf(by, sumOf(lines, 'amount_minor'))]),
  });
}

/** One piece of its first line, back as it was paid. */
export function returnOf(
  book: Book,
  name: string,
  when: When,
  { original, isRestocked, note }: { original: PushRecord; isRestocked: boolean; note: string },
): PushRecord {
  const { customer_id, lines, payments } = original.payload as unknown as SalePayload;
  const [{ id, ...first }] = lines;
  const amount_minor = first.price_minor;
  const back = {
    ...first,
    quantity_milli: 1000,
    amount_minor,
    tax_minor: taxIn(amount_minor, first.tax_rate_ppm),
    original_line_id: id,
    is_restocked: isRestocked ? 1 : 0,
  };
  const out = payments[0].method === 'cash' ? toCoin(amount_minor) : amount_minor;
  const payment = { ...paymentOf(payments[0].method, amount_minor), tendered_minor: out, change_minor: 0 };
  return book.record(invoice, name, when, {
    kind: 'return',
    original_id: original.entity_id,
    customer_id,
    ...totalsOf([back]),
    note,
    lines: numbered(`${name} line`, [back]),
    payments: numbered(`${name} payment`, [payment]),
  });
}

interface SalePayload {
  readonly customer_id: string | null;
  readonly lines: readonly [ReturnType<typeof lineOf> & { readonly id: string }];
  readonly payments: readonly [{ readonly method: Paid }];
}

export function customerPayment(
  book: Book,
  name: string,
  when: When,
  { customer, minor, by }: { customer: string; minor: number; by: 'cash' | 'card' },
): PushRecord {
  return book.record(['customer_payment', 'payment_number', 'P'], name, when, {
    customer_id: customer,
    currency: 'EUR',
    ...paymentOf(by, minor),
  });
}

/** What a document does to the drawer. */
export function cashOf({ payload }: PushRecord): number {
  const payments = (payload['payments'] ?? [payload]) as readonly ReturnType<typeof paymentOf>[];
  const cash = payments.filter(({ method }) => method === 'cash');
  const sum = cash.reduce((total, one) => total + one.tendered_minor - one.change_minor, 0);
  return payload['kind'] === 'return' ? -sum : sum;
}

function lineOf(place: Place, { item, pieces }: Sold) {
  const { good } = item;
  const tax_rate_ppm = taxRates[good.tax].rate_ppm;
  const amount_minor = good.price_minor * pieces;
  return {
    item_id: item.id,
    lot_id: item.lots[0]?.id ?? null,
    item_name: good.name,
    unit_symbol: units[good.unit].symbol,
    quantity_milli: pieces * 1000,
    price_minor: good.price_minor,
    list_price_minor: good.price_minor,
    discount_minor: 0,
    tax_rate_id: demoId('tax rate', place.code, good.tax),
    tax_rate_ppm,
    amount_minor,
    tax_minor: taxIn(amount_minor, tax_rate_ppm),
    original_line_id: null as string | null,
    is_restocked: null as number | null,
  };
}

function totalsOf(lines: readonly { amount_minor: number; tax_minor: number }[]) {
  const total_minor = sumOf(lines, 'amount_minor');
  return {
    currency: 'EUR',
    tax_mode: 'inclusive',
    subtotal_minor: total_minor,
    discount_minor: 0,
    tax_minor: sumOf(lines, 'tax_minor'),
    total_minor,
  };
}

/** Cash is given in notes of five euros. */
function paymentOf(method: Paid, amount_minor: number) {
  const due = method === 'cash' ? toCoin(amount_minor) : amount_minor;
  const tendered_minor = method === 'cash' ? Math.ceil(due / 500) * 500 : due;
  return {
    method,
    amount_minor,
    rounding_minor: due - amount_minor,
    tendered_minor,
    change_minor: tendered_minor - due,
    reference: method === 'card' ? '4711' : '',
    ...(method === 'credit' ? { due_date: null } : {}),
  };
}

const toCoin = (minor: number): number => Math.round(minor / coinMinor) * coinMinor;
const taxIn = (amount: number, ppm: number): number => Math.round((amount * ppm) / (1_000_000 + ppm));
const sumOf = <K extends string>(rows: readonly Readonly<Record<K, number>>[], field: K): number =>
  rows.reduce((sum, row) => sum + row[field], 0);
