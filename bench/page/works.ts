/** The four everyday acts of a till, as inputs that every engine gets alike and an answer to compare. */
import { addItem, newCart, type Cart } from '#domain/cart.ts';
import { makeSale } from '#domain/sale.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { pageSize, type Engine, type ReadySale } from './engine.ts';
import { randomFrom } from './random.ts';
import { places, type Shop } from './shop.ts';

export interface Work<Input> {
  readonly input: (random: () => number, shop: Shop) => Input;
  /** Before the clock starts. */
  readonly before?: (engine: Engine, input: Input) => Promise<void>;
  readonly act: (engine: Engine, input: Input) => Promise<unknown>;
  /** What all engines must answer alike. */
  readonly answer: (result: unknown) => string;
}

const linesPerSale = 3;
/** Within the first twenty pages: further down, skipping rows costs more than anything that differs. */
const furthestOffset = 20 * pageSize;

const sale: Work<ReadySale> = {
  input: readySale,
  before: (engine, ready) => engine.saveDraft(ready),
  act: (engine, ready) => engine.postSale(ready),
  answer: String,
};

const scan: Work<{ readonly cart: Cart; readonly barcode: string }> = {
  input: (random, shop) => ({
    cart: newCart(newId(), timestamp(0)),
    barcode: pick(random, shop.items).barcode,
  }),
  act: (engine, { cart, barcode }) => engine.scan(cart, barcode),
  answer: (cart) => JSON.stringify((cart as Cart).lines.map((line) => ({ ...line, id: null }))),
};

const search: Work<string> = {
  input: (random, shop) => pick(random, shop.brands),
  act: (engine, text) => engine.search(text),
  answer: JSON.stringify,
};

const stock: Work<number> = {
  input: (random) => Math.floor(random() * furthestOffset),
  act: (engine, offset) => engine.stockPage(offset),
  answer: (rows) =>
    JSON.stringify(
      (rows as Awaited<ReturnType<Engine['stockPage']>>).map((row) => [
        row.id,
        row.on_hand_milli,
        row.pending_milli,
      ]),
    ),
};

export type WorkName = 'sale' | 'scan' | 'search' | 'stock';

/** Runs a work `times` times on each engine in turn, on the same inputs; answers milliseconds each. */
export async function measure(
  name: WorkName,
  engines: readonly Engine[],
  shop: Shop,
  { times, seed }: { readonly times: number; readonly seed: number },
): Promise<Record<string, number[]>> {
  switch (name) {
    case 'sale':
      return timed(sale, engines, shop, times, seed);
    case 'scan':
      return timed(scan, engines, shop, times, seed);
    case 'search':
      return timed(search, engines, shop, times, seed);
    case 'stock':
      return timed(stock, engines, shop, times, seed);
  }
}

async function timed<Input>(
  work: Work<Input>,
  engines: readonly Engine[],
  shop: Shop,
  times: number,
  seed: number,
) {
  const random = randomFrom(seed);
  const inputs = Array.from({ length: times }, () => work.input(random, shop));
  const found: Record<string, number[]> = {};
  let answers: readonly string[] | undefined;
  for (const engine of engines) {
    const results: unknown[] = [];
    const spent: number[] = [];
    for (const input of inputs) {
      await work.before?.(engine, input);
      const start = performance.now();
      const result = await work.act(engine, input);
      spent.push(performance.now() - start);
      results.push(result);
    }
    const told = results.map(work.answer);
    answers ??= told;
    const wrong = told.findIndex((text, index) => text !== answers?.[index]);
    if (wrong >= 0)
      throw new Error(
        `${engine.name} answers differently: ${told[wrong]?.slice(0, 300)} not ${answers[wrong]?.slice(0, 300)}`,
      );
    found[engine.name] = spent;
  }
  return found;
}

export function readySale(random: () => number, shop: Shop): ReadySale {
  const now = timestamp(Date.now());
  let cart = newCart(newId(), now);
  while (cart.lines.length < linesPerSale)
    cart = addItem(cart, pick(random, shop.items), { lineId: newId() });
  const total = cart.lines.reduce((sum, line) => sum + (line.price_minor * line.quantity_milli) / 1000, 0);
  const made = makeSale(cart, [{ method: 'cash', tendered_minor: total }], {
    location_id: places.location,
    device_id: places.device,
    cashier_id: places.user,
    approval: null,
    currency: 'USD',
    tax_mode: 'inclusive',
    cash_rounding_minor: 1,
    business_date: now.slice(0, 10),
    at: now,
    newId,
  });
  if (made.kind !== 'sale') throw new Error(`The bench's own sale is refused: ${made.refusal.kind}`);
  return { cart, payload: made.payload };
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const found = from[Math.floor(random() * from.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}
