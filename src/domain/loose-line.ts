/** What comes back without a receipt, as it is typed: how much of it, and what is paid for one. */
import type { CartLot, SellableItem } from './cart.ts';
import { decimalText } from './decimal.ts';
import { parseMoney } from './money.ts';
import { isSellableQuantity, parseQuantity, stepMilli } from './quantity.ts';
import type { ReturnedLine } from './sale-return.ts';
import { grossOf } from './totals.ts';

export interface LooseLine {
  readonly id: string;
  readonly item_id: string;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly tax_rate_id: string;
  readonly tax_rate_ppm: number;
  /** The most that is paid back for one: what it costs now. */
  readonly list_price_minor: number;
  readonly lot: CartLot | null;
  readonly quantity: string;
  readonly price: string;
  readonly isRestocked: boolean;
}

export type LooseFault =
  | 'quantity_missing'
  | 'quantity_not_possible'
  | 'price_not_possible'
  | 'batch_missing';

interface Touched {
  readonly lineId: string;
  readonly lot: CartLot | null;
  readonly quantityMilli: number | null;
  readonly currencyDecimals: number;
}

/** Pieces of one item and batch join one line; what is weighed has a line for each. */
export function addLoose(
  lines: readonly LooseLine[],
  item: SellableItem,
  touched: Touched,
): readonly LooseLine[] {
  const isPiece = item.quantity_decimals === 0;
  const added = touched.quantityMilli ?? (isPiece ? 1000 : null);
  const same = isPiece
    ? lines.find(({ item_id, lot }) => item_id === item.id && lot?.id === touched.lot?.id)
    : undefined;
  if (same && added !== null) {
    const quantity = quantityText((parseQuantity(same.quantity, 0) ?? 0) + added, 0);
    return lines.map((line) => (line === same ? { ...line, quantity } : line));
  }
  return [...lines, lineOf(item, touched, added)];
}

function lineOf(item: SellableItem, touched: Touched, quantityMilli: number | null): LooseLine {
  const { quantity_decimals: decimals, price_minor } = item;
  return {
    id: touched.lineId,
    item_id: item.id,
    item_name: item.name,
    unit_symbol: item.unit_symbol,
    quantity_decimals: decimals,
    is_batch_tracked: item.is_batch_tracked,
    tax_rate_id: item.tax_rate_id,
    tax_rate_ppm: item.tax_rate_ppm,
    list_price_minor: price_minor,
    lot: touched.lot,
    quantity: quantityMilli === null ? '' : quantityText(quantityMilli, decimals),
    price: decimalText(price_minor, touched.currencyDecimals),
    isRestocked: true,
  };
}

function quantityText(milli: number, decimals: number): string {
  return decimalText(Math.round(milli / stepMilli(decimals)), decimals);
}

/** The line as one that was sold for what is paid back; `returned` is null where something is in its way. */
export function readLoose(
  line: LooseLine,
  currencyDecimals: number,
): { readonly returned: ReturnedLine | null; readonly fault: LooseFault | null } {
  const quantity_milli = parseQuantity(line.quantity, line.quantity_decimals);
  if (line.quantity.trim() === '') return { returned: null, fault: 'quantity_missing' };
  if (quantity_milli === null || !isSellableQuantity(quantity_milli, line.quantity_decimals))
    return { returned: null, fault: 'quantity_not_possible' };
  const price_minor = parseMoney(line.price, currencyDecimals);
  if (price_minor === null || price_minor > line.list_price_minor)
    return { returned: null, fault: 'price_not_possible' };
  const { lot, quantity: _typed, price: _price, isRestocked, is_batch_tracked: _tracked, ...of } = line;
  const sold = { ...of, lot_id: lot?.id ?? null, line_no: 0, quantity_milli, price_minor };
  const returned = {
    line: {
      ...sold,
      discount_minor: 0,
      amount_minor: grossOf(sold),
      tax_minor: 0,
      returned_milli: 0,
      returned_minor: 0,
      returned_tax_minor: 0,
    },
    quantity_milli,
    isRestocked,
  };
  return { returned, fault: line.is_batch_tracked === 1 && lot === null ? 'batch_missing' : null };
}
