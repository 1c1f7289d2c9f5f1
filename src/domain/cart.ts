/**
 * The open sale, as pure values. Its id is the sale's id from the first line on
 * (R11.1-5), so a cart that is posted twice is one sale. A cart keeps what the
 * customer was shown: price, tax rate and name as they were when the line was
 * made, whatever the catalog says since.
 */
import type { SaleLine } from '#schema/documents/sale.ts';
import { discountsOf, type Discount } from './discount.ts';
import { amountOf, totalsOf, type LineAmount, type Totals } from './totals.ts';
import type { TaxMode } from './tax.ts';
import { stepMilli } from './quantity.ts';

/** What selling needs to know of an item. */
export interface SellableItem {
  readonly id: string;
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly tax_rate_id: string;
  readonly tax_rate_ppm: number;
  readonly price_minor: number;
  readonly is_batch_tracked: 0 | 1;
}

export interface CartLot {
  readonly id: string;
  readonly batch_number: string;
  readonly expiry_date: string | null;
}

export interface CartLine extends Pick<
  SaleLine,
  | 'id'
  | 'item_id'
  | 'item_name'
  | 'unit_symbol'
  | 'quantity_milli'
  | 'price_minor'
  | 'list_price_minor'
  | 'tax_rate_id'
  | 'tax_rate_ppm'
> {
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly lot: CartLot | null;
  /** Of this line; what it comes to: `pricedLines`. */
  readonly discount: Discount | null;
}

/** A line with all that is taken off it. */
export interface PricedCartLine extends CartLine {
  readonly discount_minor: number;
}

export interface Cart {
  readonly id: string;
  readonly started_at: string;
  readonly lines: readonly CartLine[];
  readonly customer_id: string | null;
  readonly note: string;
  /** Of the whole sale, on top of those of its lines. */
  readonly discount: Discount | null;
}

const nothingSaid = { customer_id: null, note: '', discount: null } as const;

export interface CartTotals extends Totals {
  readonly lines: ReadonlyMap<string, LineAmount>;
}

export function newCart(id: string, startedAt: string): Cart {
  return { id, started_at: startedAt, lines: [], ...nothingSaid };
}

export interface AddOptions {
  /** The id of the line, should a new one be needed. */
  readonly lineId: string;
  /** One step of a piece unless told; what is weighed comes with its weight. */
  readonly quantityMilli?: number;
  readonly lot?: CartLot | null;
}

/** Pieces of the same item, price and lot join one line; what is weighed gets a line for each weighing. */
export function addItem(cart: Cart, item: SellableItem, options: AddOptions): Cart {
  const quantity = options.quantityMilli ?? Math.max(1000, stepMilli(item.quantity_decimals));
  const lot = options.lot ?? null;
  const same = item.quantity_decimals === 0 ? cart.lines.find((line) => joins(line, item, lot)) : undefined;
  if (same) return setQuantity(cart, same.id, same.quantity_milli + quantity);
  return { ...cart, lines: [...cart.lines, lineOf(item, options.lineId, quantity, lot)] };
}

function joins(line: CartLine, item: SellableItem, lot: CartLot | null): boolean {
  return (
    line.item_id === item.id &&
    line.price_minor === item.price_minor &&
    line.tax_rate_id === item.tax_rate_id &&
    line.tax_rate_ppm === item.tax_rate_ppm &&
    line.discount === null &&
    (line.lot?.id ?? null) === (lot?.id ?? null)
  );
}

function lineOf(item: SellableItem, id: string, quantityMilli: number, lot: CartLot | null): CartLine {
  return {
    id,
    item_id: item.id,
    item_name: item.name,
    unit_symbol: item.unit_symbol,
    quantity_decimals: item.quantity_decimals,
    quantity_milli: quantityMilli,
    price_minor: item.price_minor,
    list_price_minor: item.price_minor,
    discount: null,
    tax_rate_id: item.tax_rate_id,
    tax_rate_ppm: item.tax_rate_ppm,
    is_batch_tracked: item.is_batch_tracked,
    lot,
  };
}

/** As typed, even if it cannot be sold: the sale refuses it with a reason. */
export function setQuantity(cart: Cart, lineId: string, quantityMilli: number): Cart {
  return changeLine(cart, lineId, { quantity_milli: quantityMilli });
}

export function setLot(cart: Cart, lineId: string, lot: CartLot | null): Cart {
  return changeLine(cart, lineId, { lot });
}

export function removeLine(cart: Cart, lineId: string): Cart {
  return { ...cart, lines: cart.lines.filter((line) => line.id !== lineId) };
}

export function clearLines(cart: Cart): Cart {
  return { ...cart, lines: [], ...nothingSaid };
}

export function setNote(cart: Cart, note: string): Cart {
  return { ...cart, note };
}

export function setCustomer(cart: Cart, customerId: string | null): Cart {
  return { ...cart, customer_id: customerId };
}

/** Of the whole sale; null takes it back. */
export function setSaleDiscount(cart: Cart, discount: Discount | null): Cart {
  return { ...cart, discount };
}

export function setLineDiscount(cart: Cart, lineId: string, discount: Discount | null): Cart {
  return changeLine(cart, lineId, { discount });
}

/** What is charged for one unit instead of the list price. */
export function setPrice(cart: Cart, lineId: string, priceMinor: number): Cart {
  return changeLine(cart, lineId, { price_minor: priceMinor });
}

export function pricedLines(cart: Pick<Cart, 'lines' | 'discount'>): readonly PricedCartLine[] {
  const discounts = discountsOf(cart.lines, cart.discount);
  return cart.lines.map((line, index) => ({ ...line, discount_minor: discounts[index] ?? 0 }));
}

export function cartTotals(cart: Cart, mode: TaxMode): CartTotals {
  const priced = pricedLines(cart);
  const lines = new Map(priced.map((line) => [line.id, amountOf(line, mode)]));
  return { ...totalsOf(priced, mode), lines };
}

function changeLine(cart: Cart, lineId: string, change: Partial<CartLine>): Cart {
  return { ...cart, lines: cart.lines.map((line) => (line.id === lineId ? { ...line, ...change } : line)) };
}
