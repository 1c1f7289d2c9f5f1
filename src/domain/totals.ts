/**
 * What lines add up to. The server computes the same from the same lines
 * (`app.post_sale`) and refuses a document that does not agree: the cases in
 * `tests/contract` hold both to it.
 */
import { multiplyAndDivide } from './rounding.ts';
import { taxOn, type TaxMode } from './tax.ts';

export interface PricedLine {
  readonly quantity_milli: number;
  readonly price_minor: number;
  readonly discount_minor: number;
  readonly tax_rate_ppm: number;
}

export interface LineAmount {
  readonly amount_minor: number;
  readonly tax_minor: number;
}

export interface Totals {
  readonly subtotal_minor: number;
  readonly discount_minor: number;
  readonly tax_minor: number;
  readonly total_minor: number;
}

/** Price times quantity, before the discount. */
export function grossOf(line: Pick<PricedLine, 'price_minor' | 'quantity_milli'>): number {
  return multiplyAndDivide(line.price_minor, line.quantity_milli, 1000);
}

export function amountOf(line: PricedLine, mode: TaxMode): LineAmount {
  const amount = grossOf(line) - line.discount_minor;
  return { amount_minor: amount, tax_minor: taxOn(amount, line.tax_rate_ppm, mode) };
}

/** Tax is rounded per line, then summed. */
export function totalsOf(lines: readonly PricedLine[], mode: TaxMode): Totals {
  return addUp(
    lines.map((line) => ({ discount_minor: line.discount_minor, ...amountOf(line, mode) })),
    mode,
  );
}

export function addUp(
  lines: readonly (LineAmount & Pick<PricedLine, 'discount_minor'>)[],
  mode: TaxMode,
): Totals {
  const sum = (field: keyof (typeof lines)[number]) => lines.reduce((all, line) => all + line[field], 0);
  const [amount, discount, tax] = [sum('amount_minor'), sum('discount_minor'), sum('tax_minor')];
  return {
    subtotal_minor: amount + discount,
    discount_minor: discount,
    tax_minor: tax,
    total_minor: mode === 'inclusive' ? amount : amount + tax,
  };
}
