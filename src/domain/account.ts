/**
 * What customers owe, by age and as a statement, from the documents that a
 * device has. A payment settles the oldest sales first, so what is open of them
 * are the youngest that add up to what is owed (as in `credit.ts`, where they
 * go by the day when they are due). What no document
 * here explains is older than those: it is said so, and no age is guessed.
 */
import { addDays } from './business-date.ts';
import type { Period } from './period.ts';

/** A document that made a customer owe more (positive) or less (negative). */
export interface Entry {
  readonly business_date: string;
  readonly amount_minor: number;
}

/** The days of each age, the last without an end. */
export const ages = ['0-30', '31-60', '61-90', '90+'] as const;
export type Age = (typeof ages)[number];

/** How many days back the ages go that have an end. */
export const agedDays = 90;

export interface Ageing {
  readonly open: Readonly<Record<Age, number>>;
  /** Of sales that are not on this device. */
  readonly elsewhere_minor: number;
  /** What the customer is owed, as an amount below zero. */
  readonly ahead_minor: number;
}

export function ageOf(businessDate: string, today: string): Age {
  if (businessDate >= addDays(today, -30)) return '0-30';
  if (businessDate >= addDays(today, -60)) return '31-60';
  return businessDate >= addDays(today, -agedDays) ? '61-90' : '90+';
}

/** Adds up to `owedMinor`. `entries`: of one customer, all since some day, oldest first. */
export function ageingOf(entries: readonly Entry[], owedMinor: number, today: string): Ageing {
  const open: Record<Age, number> = { '0-30': 0, '31-60': 0, '61-90': 0, '90+': 0 };
  for (const { business_date, open_minor } of openEntries(entries, owedMinor))
    open[ageOf(business_date, today)] += open_minor;
  const explained = ages.reduce((sum, age) => sum + open[age], 0);
  return {
    open,
    elsewhere_minor: Math.max(0, owedMinor) - explained,
    ahead_minor: Math.min(0, owedMinor),
  };
}

/** The sales of which something is open, oldest first, each with what; of one day the first of them was settled first. */
export function openEntries<T extends Entry>(
  entries: readonly T[],
  owedMinor: number,
): readonly (T & { readonly open_minor: number })[] {
  let left = owedMinor;
  const open: (T & { readonly open_minor: number })[] = [];
  for (const entry of entries.toReversed()) {
    if (entry.amount_minor <= 0) continue;
    if (left <= 0) break;
    open.unshift({ ...entry, open_minor: Math.min(entry.amount_minor, left) });
    left -= entry.amount_minor;
  }
  return open;
}

export interface Statement<T extends Entry> {
  readonly opening_minor: number;
  /** Each with what was owed after it. */
  readonly lines: readonly (T & { readonly balance_minor: number })[];
  readonly closing_minor: number;
  readonly charged_minor: number;
  /** As a positive amount. */
  readonly settled_minor: number;
}

/** `entries`: all of one customer since the period began, in order, those after it too; `owedMinor` is owed now. */
export function statementOf<T extends Entry>(
  entries: readonly T[],
  owedMinor: number,
  { to }: Period,
): Statement<T> {
  const opening_minor = owedMinor - sum(entries);
  const inPeriod = entries.filter(({ business_date }) => business_date <= to);
  let balance = opening_minor;
  const lines = inPeriod.map((entry) => {
    balance += entry.amount_minor;
    return { ...entry, balance_minor: balance };
  });
  return {
    opening_minor,
    lines,
    closing_minor: balance,
    charged_minor: sum(inPeriod.filter(({ amount_minor }) => amount_minor > 0)),
    settled_minor: -sum(inPeriod.filter(({ amount_minor }) => amount_minor < 0)),
  };
}

function sum(entries: readonly Entry[]): number {
  return entries.reduce((total, { amount_minor }) => total + amount_minor, 0);
}
