/**
 * The coins and notes of a currency, as a drawer holds them. From the central
 * banks' current series; what is no more struck and still taken is in it.
 */
export interface CashCurrency {
  readonly currency: string;
  readonly currency_decimals: number;
}

/** Paper, and the coin that counts as a note; whole units of the currency. */
const notes: Readonly<Record<string, readonly number[]>> = {
  AED: [5, 10, 20, 50, 100, 200, 500, 1000],
  BDT: [10, 20, 50, 100, 200, 500, 1000],
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  IDR: [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
  INR: [10, 20, 50, 100, 200, 500],
  JPY: [1000, 5000, 10_000],
  KRW: [1000, 5000, 10_000, 50_000],
  KWD: [1, 5, 10, 20],
  LKR: [20, 50, 100, 500, 1000, 5000],
  PKR: [10, 20, 50, 100, 500, 1000, 5000],
  SAR: [5, 10, 20, 50, 100, 200, 500],
  USD: [1, 5, 10, 20, 50, 100],
};

/** What is smaller, or struck beside a note of the same worth; minor units. */
const coins: Readonly<Record<string, readonly number[]>> = {
  AED: [25, 50, 100],
  BDT: [100, 200, 500],
  EUR: [1, 2, 5, 10, 20, 50, 100, 200],
  GBP: [1, 2, 5, 10, 20, 50, 100, 200],
  IDR: [100, 200, 500],
  INR: [100, 200, 500],
  JPY: [1, 5, 10, 50, 100, 500],
  KRW: [10, 50, 100, 500],
  KWD: [5, 10, 20, 50, 100, 250, 500],
  LKR: [100, 200, 500, 1000],
  PKR: [100, 200, 500],
  SAR: [5, 10, 25, 50, 100, 200],
  USD: [1, 5, 10, 25, 50],
};

/** For a currency that is not listed: the series that most have, in units of a size that suits its decimals. */
const usualNotes: Readonly<Record<number, readonly number[]>> = {
  0: [500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000],
  2: [5, 10, 20, 50, 100, 200, 500],
  3: [1, 5, 10, 20, 50],
};
const usualCoins: Readonly<Record<number, readonly number[]>> = {
  0: [1, 5, 10, 50, 100, 200],
  2: [1, 2, 5, 10, 20, 25, 50, 100, 200],
  3: [5, 10, 20, 25, 50, 100, 250, 500],
};

/** Minor units, ascending. */
export function notesOf({ currency, currency_decimals: decimals }: CashCurrency): readonly number[] {
  const units = notes[currency] ?? usualNotes[decimals] ?? [];
  return units.map((note) => note * 10 ** decimals);
}

/** Notes and coins, minor units, largest first: the order in which a drawer is counted. */
export function denominationsOf(of: CashCurrency): readonly number[] {
  const small = coins[of.currency] ?? usualCoins[of.currency_decimals] ?? [];
  const all = [...notesOf(of), ...small];
  return [...new Set(all)].toSorted((a, b) => b - a);
}
