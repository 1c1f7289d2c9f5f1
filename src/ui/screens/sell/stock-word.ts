import { formatQuantity } from '#domain/quantity.ts';

interface Counted {
  readonly quantity_decimals: number;
  readonly unit_symbol: string;
}

/** '12 pc', or that there is none: a word, since colour alone says nothing. Undefined: not known yet. */
export function stockWord(
  item: Counted,
  onHandMilli: number | undefined,
): { readonly text: string; readonly isOut: boolean } {
  if (onHandMilli === undefined) return { text: '', isOut: false };
  const quantity = `${formatQuantity(onHandMilli, item.quantity_decimals)} ${item.unit_symbol}`;
  return { text: onHandMilli === 0 ? 'None left' : quantity, isOut: onHandMilli <= 0 };
}
