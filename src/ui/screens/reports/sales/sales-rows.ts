/** The rows of a report as they are shown: in order, none left out, each with a name. */
import { addDays } from '#domain/business-date.ts';
import type { Period } from '#domain/period.ts';
import type { SalesKey, SalesRow } from '#queries/reports/sales-by.ts';

export type ShownRow = SalesRow & { readonly name: string };

const day = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});
const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'long', timeZone: 'UTC' });

/** Time runs on; all else has what sold most first. */
export function shownRows(rows: readonly SalesRow[], by: SalesKey, period: Period): readonly ShownRow[] {
  const known = new Map(rows.map((row) => [row.key, row]));
  const wanted = timeKeys(by, period, rows);
  const ordered = wanted
    ? wanted.map((key) => known.get(key) ?? nothingSold(key))
    : rows.toSorted((a, b) => b.gross_minor - a.gross_minor || (a.key < b.key ? -1 : 1));
  return ordered.map((row) => ({ ...row, name: nameOf(row, by) }));
}

/** Keys of time from first to last, also those at which nothing was sold; null where the key is no time. */
function timeKeys(by: SalesKey, { from, to }: Period, rows: readonly SalesRow[]): readonly string[] | null {
  if (by === 'day') {
    const days: string[] = [];
    for (let at = from; at <= to; at = addDays(at, 1)) days.push(at);
    return days;
  }
  if (by === 'weekday') return ['1', '2', '3', '4', '5', '6', '0'];
  if (by !== 'hour') return null;
  const hours = rows.map(({ key }) => Number(key));
  if (hours.length === 0) return [];
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index).padStart(2, '0'));
}

function nameOf({ key, label }: SalesRow, by: SalesKey): string {
  switch (by) {
    case 'day':
      return day.format(new Date(key));
    case 'weekday':
      // 4 January 1970 was a Sunday.
      return weekday.format((3 + Number(key)) * 86_400_000);
    case 'hour':
      return `${key}:00`;
    case 'tax_rate':
      return `${(Number(key) / 10_000).toLocaleString()} %`;
    case 'category':
      return label ?? 'No category';
    case 'cashier':
      return label ?? 'Somebody who left';
    case 'item':
    case 'whole':
      return label ?? '';
  }
}

export function nothingSold(key: string): SalesRow {
  return {
    key,
    label: null,
    sale_count: 0,
    return_count: 0,
    pending_count: 0,
    quantity_milli: 0,
    gross_minor: 0,
    net_minor: 0,
    tax_minor: 0,
    discount_minor: 0,
    returned_minor: 0,
    pending_minor: 0,
    cost_minor: 0,
  };
}

/** Of a hundred, of what came in without tax; null where the cost is not known, or nothing came in. */
export function marginPercent({ net_minor, cost_minor }: SalesRow): number | null {
  return cost_minor === null || net_minor <= 0 ? null : ((net_minor - cost_minor) / net_minor) * 100;
}
