/**
 * What a cashier may not do alone when selling: charge another price than the
 * list's, or take more off a line than the location allows. A manager may, or
 * says yes. The server judges by the same rule (`app.flag_unapproved`).
 */
import { wholePpm } from './discount.ts';
import { multiplyAndDivide } from './rounding.ts';
import { grossOf } from './totals.ts';

export interface SoldLine {
  readonly quantity_milli: number;
  readonly price_minor: number;
  readonly list_price_minor: number;
  readonly discount_minor: number;
}

export type SellingAct = 'price' | 'discount';

export function actsToApprove(lines: readonly SoldLine[], limitPpm: number): readonly SellingAct[] {
  const acts: SellingAct[] = [];
  if (lines.some((line) => line.price_minor !== line.list_price_minor)) acts.push('price');
  if (lines.some((line) => isBeyond(line, limitPpm))) acts.push('discount');
  return acts;
}

/** By more than the one minor unit that sharing a discount among lines may add. */
function isBeyond(line: SoldLine, limitPpm: number): boolean {
  return line.discount_minor > multiplyAndDivide(grossOf(line), limitPpm, wholePpm) + 1;
}
