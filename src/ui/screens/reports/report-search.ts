/** What the address of a report says: a reload, the way back and a bookmark find the same one. */
import { presetPeriod, presets, type Period, type Preset } from '#domain/period.ts';
import { salesKeys, type SalesKey } from '#queries/reports/sales-by.ts';

export type SalesView = Exclude<SalesKey, 'whole'> | 'tender';
export const salesViews: readonly SalesView[] = [
  ...salesKeys.filter((key): key is Exclude<SalesKey, 'whole'> => key !== 'whole'),
  'tender',
];

/** A preset goes with the day; two dates stay. */
export interface ReportSearch {
  readonly preset?: Preset;
  readonly from?: string;
  readonly to?: string;
  readonly by?: SalesView;
}

/** What somebody wrote into the address that is none of this is left out. */
export function reportSearch(search: Readonly<Record<string, unknown>>): ReportSearch {
  const { preset, from, to, by } = search;
  return {
    ...(isOneOf(presets, preset) ? { preset } : {}),
    ...(isDay(from) && isDay(to) && from <= to ? { from, to } : {}),
    ...(isOneOf(salesViews, by) ? { by } : {}),
  };
}

/** Of the documents behind a row of a report: the row's key besides. */
export function documentsSearch(search: Readonly<Record<string, unknown>>): ReportSearch & { key?: string } {
  const { key } = search;
  const isKey = typeof key === 'string' || typeof key === 'number';
  return { ...reportSearch(search), ...(isKey ? { key: String(key) } : {}) };
}

export function periodOf({ preset, from, to }: ReportSearch, today: string): Period {
  if (preset === undefined && from !== undefined && to !== undefined) return { from, to };
  return presetPeriod(preset ?? 'week', today);
}

function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return list.some((one) => one === value);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
}
