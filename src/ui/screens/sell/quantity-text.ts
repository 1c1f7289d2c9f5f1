import type { SellableItem } from '#domain/cart.ts';
import { isSellableQuantity, parseQuantity } from '#domain/quantity.ts';

type Sold = Pick<SellableItem, 'name' | 'unit_symbol' | 'quantity_decimals'>;

/** What was typed before the `*`, in thousandths; null where this item cannot be sold by it. */
export function readQuantity(text: string, { quantity_decimals }: Sold): number | null {
  const milli = parseQuantity(text, quantity_decimals);
  return milli !== null && isSellableQuantity(milli, quantity_decimals) ? milli : null;
}

/** Why not, and what to do: nothing was added. */
export function quantityFault(text: string, item: Sold): { readonly title: string; readonly text: string } {
  const { name, unit_symbol, quantity_decimals } = item;
  const title = `${text} ${unit_symbol} of ${name} cannot be sold`;
  if (!/[.,]/.test(text)) return { title, text: 'Nothing was added. Type another quantity before the *.' };
  return {
    title,
    text:
      quantity_decimals === 0
        ? 'Nothing was added. It is sold by the piece: type a whole number before the *.'
        : `Nothing was added. It has at most ${quantity_decimals} decimals.`,
  };
}
