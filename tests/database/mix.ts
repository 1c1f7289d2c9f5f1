/** Random documents of every kind from many connections at once, some of them wrong, some sent again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { customerOf, onCredit, paymentOf } from './credit.ts';
import { shiftOf, source } from './shifts.ts';
import { overriding, settle, voiding } from './settle.ts';
import { receiptOf, transferOf } from './transfers.ts';
import { countOf } from './counts.ts';
import { exchange, onAccount, returnOf } from './returns.ts';
import { adjustmentOf, batch, grnOf, newShop, push, saleOf, type Shop, type TestRecord } from './world.ts';

const among = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!;
const count = (most: number): number => 1 + Math.floor(Math.random() * most);
const linesOf = (quantity: () => number) =>
  Array.from({ length: count(5) }, () => ({ item: among([0, 1, 2]), quantity_milli: quantity() }));

/** Of each shop, made when the mix begins. */
const customers = new WeakMap<Shop, readonly string[]>();
const customerIn = (shop: Shop): string => among(customers.get(shop) ?? []);

/** Another location, what it has sent here, and what was made here lately. */
interface Partner {
  readonly shop: Shop;
  readonly sent: readonly TestRecord[];
  readonly recent: readonly TestRecord[];
  /** Sales of exchanges whose return was made: sent later, or before it. */
  readonly taken: TestRecord[];
}

/** Of a sale that may be posted, refused, or on its way; again and again of the same. */
function returnOfSome(shop: Shop, recent: readonly TestRecord[]): TestRecord {
  const sales = recent.filter(({ payload }) => payload['kind'] === 'sale');
  if (sales.length === 0) return saleOf(shop);
  const sale = among(sales);
  const lines = sale.payload['lines'] as { quantity_milli: number }[];
  const line = count(lines.length) - 1;
  const back = returnOf(shop, sale, [
    { line, quantity_milli: count(lines[line]!.quantity_milli), is_restocked: among([0, 1]) },
  ]);
  return sale.payload['customer_id'] !== null && among([true, false]) ? onAccount(back) : back;
}

/** Of the sales and payments around one of the last; drawers overlap. */
function shiftAround(shop: Shop, recent: readonly TestRecord[]): TestRecord {
  const last = recent.findLast(({ entity_type }) => entity_type === 'sales_invoice') ?? saleOf(shop);
  const last_sequence = Number((last.payload['invoice_number'] as string).split('-').at(-1));
  const range = { after_sequence: Math.max(0, last_sequence - count(200)), last_sequence };
  const sources = [source(range), source({ ...range, entity_type: 'customer_payment' })];
  return shiftOf(shop, {}, {}, { sources });
}

/** Each half is sent by some connection, in either order, now and then only one of them. */
function halfOfAnExchange(shop: Shop, { recent, taken }: Partner): TestRecord {
  const waiting = Math.random() < 0.5 ? taken.pop() : undefined;
  if (waiting) return waiting;
  const back = returnOfSome(shop, recent);
  if (back.payload['kind'] === 'return') taken.push(exchange(back, saleOf(shop))[1]);
  return back;
}

const makers: ((shop: Shop, partner: Partner) => TestRecord)[] = [
  (shop) =>
    saleOf(
      shop,
      linesOf(() => count(5) * 1000),
    ),
  (shop) =>
    saleOf(
      shop,
      linesOf(() => count(5) * 1000),
    ),
  (shop) =>
    saleOf(
      shop,
      linesOf(() => count(9999)),
    ),
  (shop) =>
    adjustmentOf(
      shop,
      linesOf(() => count(40) * 1000).map((line) => ({
        ...line,
        unit_cost_minor: among([null, 0, 1, 99, 250]),
      })),
    ),
  (shop) =>
    adjustmentOf(
      shop,
      linesOf(() => -count(20) * 500),
      { reason: 'damage' },
    ),
  (shop) =>
    adjustmentOf(shop, [
      { item: 0, quantity_milli: -3000 },
      { item: 0, quantity_milli: 3000 },
    ]),
  // Goods that come, some of them in a batch that others receive too.
  (shop) =>
    grnOf(
      shop,
      linesOf(() => count(20) * 1000).map((line) => ({
        ...line,
        ...(line.item === 2 ? batch(shop.items[2], `M${count(30)}`, `2032-01-${String(9 + count(20))}`) : {}),
        unit_cost_minor: among([0, 1, 99, 250]),
      })),
    ),
  (shop) => grnOf(shop, [{}, { item: 2, expiry_date: null }]),
  // What is owed, and paid.
  (shop) => onCredit(shop, customerIn(shop), { cash_minor: among([0, 0, 100]) }),
  (shop) => paymentOf(shop, customerIn(shop), count(900)),
  (shop) => paymentOf(shop, customerIn(shop), 0),
  (shop) => onCredit(shop, null),
  // Drawers that were counted, some of them over the same sales.
  (shop, { recent }) => shiftAround(shop, recent),
  (shop) => shiftOf(shop, {}, { expected_minor: 1 }),
  // Counted meanwhile: a place in the journal, and nothing of the stock.
  (shop) =>
    countOf(
      shop,
      linesOf(() => count(20) * 1000 - 1000),
    ),
  (shop) => countOf(shop, [{ item: 2, lot_id: null }]),
  (shop, partner) =>
    transferOf(
      shop,
      partner.shop,
      linesOf(() => count(5) * 1000),
    ),
  // Of a few transfers, so that most are received already.
  (shop, { sent }) => receiptOf(shop, among(sent)),
  (shop, { sent }) => receiptOf(shop, among(sent), { 0: { quantity_milli: 1, reason: 'Broken' } }),
  (shop, { recent }) => returnOfSome(shop, recent),
  (shop, { recent }) => returnOfSome(shop, recent),
  halfOfAnExchange,
  halfOfAnExchange,
  // Refused: a batch is missing, an item is unknown, the money does not add up.
  (shop) => saleOf(shop, [{}, { item: 2, lot_id: null }]),
  (shop) => saleOf(shop, [{ item_id: crypto.randomUUID() }]),
  (shop) => saleOf(shop, [{}], { total_minor: 1 }),
];

export interface MixResult {
  /** Documents that were answered `applied`, each once. */
  readonly applied: ReadonlySet<string>;
  /** SQLSTATEs of calls that decided nothing. */
  readonly undecided: readonly string[];
  /** How often each kind was answered how: `grn applied`, `return RVRET`. */
  readonly answers: Readonly<Record<string, number>>;
}

/** Sixteen connections for some time. Throws where a document is `applied` twice. */
export async function mixOf(shop: Shop, durationMs: number, connections = 16): Promise<MixResult> {
  customers.set(shop, await Promise.all([0, 1, 30].map((days) => customerOf(shop, 2000, days))));
  const applied = new Set<string>();
  const undecided: string[] = [];
  const answers: Record<string, number> = {};
  const recent: TestRecord[] = [];
  const partner = await partnerOf(shop, recent);
  const ends = Date.now() + durationMs;
  const apply = (id: string): void => {
    if (applied.has(id)) throw new Error(`${id} was applied twice`);
    applied.add(id);
  };
  const work = async (): Promise<void> => {
    while (Date.now() < ends) {
      const batch = Array.from({ length: count(8) }, () =>
        recent.length > 20 && Math.random() < 0.2 ? among(recent) : among(makers)(shop, partner),
      );
      recent.push(...batch);
      recent.splice(0, recent.length - 200);
      try {
        const results = await push(among([shop.cashier, shop.manager, shop.admin]), batch);
        for (const [n, { status, code, entity_id }] of results.entries()) {
          if (status === 'applied') apply(entity_id);
          const answer = `${kindOf(batch[n]!)} ${code ?? status}`;
          answers[answer] = (answers[answer] ?? 0) + 1;
        }
        if (Math.random() < 0.2) await settleOne(shop, among(batch), apply);
      } catch (error) {
        undecided.push((error as { code?: string }).code ?? String(error));
        if (!/^R[VDA]|57014/.test(undecided.at(-1)!)) throw error;
        await sleep(10);
      }
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  return { applied, undecided, answers };
}

function kindOf({ entity_type, payload }: TestRecord): string {
  if (payload['kind'] === 'return') return 'return';
  if (payload['exchange_id']) return 'sale of an exchange';
  return entity_type === 'sales_invoice' && payload['customer_id'] ? 'sale on credit' : entity_type;
}

async function partnerOf(to: Shop, recent: readonly TestRecord[]): Promise<Partner> {
  const shop = await newShop();
  const sent = Array.from({ length: 30 }, () =>
    transferOf(
      shop,
      to,
      linesOf(() => count(9) * 1000),
    ),
  );
  await push(shop.cashier, sent);
  return { shop, sent, recent, taken: [] };
}

async function settleOne(shop: Shop, record: TestRecord, apply: (id: string) => void): Promise<void> {
  if (Math.random() < 0.5) {
    const answer = await settle(shop.manager, 'override_rejection', overriding(record));
    if (answer['status'] === 'applied') apply(record.entity_id);
    return;
  }
  const number =
    record.payload['invoice_number'] ??
    record.payload['adjustment_number'] ??
    record.payload['grn_number'] ??
    record.payload['payment_number'] ??
    record.payload['shift_number'] ??
    record.payload['count_number'] ??
    record.payload['receipt_number'] ??
    record.payload['transfer_number'];
  await settle(shop.admin, 'void_document', { ...voiding(record), number });
}
