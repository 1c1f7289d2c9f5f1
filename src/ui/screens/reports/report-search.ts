/** What the address of a report says: a reload, the way back and a bookmark find the same one. */
import { presetPeriod, presets, type Period, type Preset } from '#domain/period.ts';

/** A preset goes with the day; two dates stay. Each report knows its own words of `by`. */
export interface ReportSearch {
  readonly preset?: Preset;
  readonly from?: string;
  readonly to?: string;
  /** What the rows are of. */
  readonly by?: string;
  /** The row whose documents are asked for. */
  readonly key?: string;
  /** The one thing that the report is of: a customer, an item. */
  readonly of?: string;
  /** How many days ahead or back. */
  readonly days?: number;
}

/** What somebody wrote into the address that is none of this is left out. */
export function reportSearch(search: Readonly<Record<string, unknown>>): ReportSearch {
  const { preset, from, to, by, key, of, days } = search;
  return {
    ...(isOneOf(presets, preset) ? { preset } : {}),
    ...(isDay(from) && isDay(to) && from <= to ? { from, to } : {}),
    ...(typeof by === 'string' ? { by } : {}),
    // A key of digits comes back from the address as a number.
    ...(typeof key === 'string' || typeof key === 'number' ? { key: String(key) } : {}),
    ...(typeof of === 'string' ? { of } : {}),
    ...(typeof days === 'number' && Number.isInteger(days) && days > 0 && days < 10_000 ? { days } : {}),
  };
}

export function periodOf(
  { preset, from, to }: ReportSearch,
  today: string,
  otherwise: Preset = 'week',
): Period {
  if (preset === undefined && from !== undefined && to !== undefined) return { from, to };
  return presetPeriod(preset ?? otherwise, today);
}

/** One of the words that a report knows, or its first. */
export function oneOf<T extends string>(words: readonly [T, ...T[]], value: string | undefined): T {
  return words.find((one) => one === value) ?? words[0];
}

function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return list.some((one) => one === value);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
