import { multiplyAndDivide } from './rounding.ts';

export type TaxMode = 'inclusive' | 'exclusive';

const million = 1_000_000;

/** The tax on one line: inside `amountMinor` where the mode is inclusive, on top where it is not. */
export function taxOn(amountMinor: number, ratePpm: number, mode: TaxMode): number {
  return mode === 'inclusive'
    ? multiplyAndDivide(amountMinor, ratePpm, million + ratePpm)
    : multiplyAndDivide(amountMinor, ratePpm, million);
}
