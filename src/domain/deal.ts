/** What a price is changed to, or what is taken off, as somebody types it. */
import { setLineDiscount, setPrice, setSaleDiscount, type Cart } from './cart.ts';
import { parseDecimal } from './decimal.ts';
import { wholePpm, type Discount } from './discount.ts';
import { parseMoney } from './money.ts';

export type Deal = Discount | { readonly kind: 'price'; readonly minor: number };
export type DealKind = Deal['kind'];

/** Null where the text is no such thing; a percentage has at most two decimals and is at most 100. */
export function parseDeal(kind: DealKind, text: string, currencyDecimals: number): Deal | null {
  if (kind === 'percent') {
    const hundredths = parseDecimal(text.replace('%', ''), 2);
    const ppm = hundredths === null ? null : hundredths * 100;
    return ppm === null || ppm > wholePpm ? null : { kind, ppm };
  }
  const minor = parseMoney(text, currencyDecimals);
  return minor === null ? null : { kind, minor };
}

/** A price takes the place of a discount: of which price it would be one, nobody has said. */
export function dealOnLine(cart: Cart, lineId: string, deal: Deal): Cart {
  return deal.kind === 'price'
    ? setPrice(setLineDiscount(cart, lineId, null), lineId, deal.minor)
    : setLineDiscount(cart, lineId, deal);
}

/** The line as the list has it. */
export function withoutDeal(cart: Cart, lineId: string): Cart {
  const line = cart.lines.find(({ id }) => id === lineId);
  const bare = setLineDiscount(cart, lineId, null);
  return line ? setPrice(bare, lineId, line.list_price_minor) : bare;
}

/** Of the whole sale, which has no price; nothing off is no discount. */
export function dealOnSale(cart: Cart, deal: Deal): Cart {
  return deal.kind === 'price' ? cart : setSaleDiscount(cart, deal);
}
