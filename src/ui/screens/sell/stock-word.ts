import { formatQuantity } from '#domain/quantity.ts';

interface Stocked {
  readonly on_hand_milli: number;
  readonly quantity_decimals: number;
  readonly unit_symbol: string;
}

/** '12 pcs', or that there is none: a word, since colour alone says nothing. */
export function stockWord(item: Stocked): { readonly text: string; readonly isOut: boolean } {
  const isOut = item.on_hand_milli <= 0;
  const quantity = `${formatQuantity(item.on_hand_milli, item.quantity_decimals)} ${item.unit_symbol}`;
  return { text: item.on_hand_milli === 0 ? 'None left' : quantity, isOut };
}
