/** How a value of a result is shown: by the unit in its column's name, unless the bare numbers are asked for. */
import { formatMoney, type Currency } from '#domain/money.ts';
import { formatQuantity } from '#domain/quantity.ts';
import type { SqlRow, SqlValue } from '#schema/workbench.ts';

export type Amounts = 'shown' | 'raw';

export function hasAmounts(columns: readonly string[]): boolean {
  return columns.some((name) => unitOf(name) !== null);
}

function unitOf(column: string): 'money' | 'quantity' | null {
  if (column.endsWith('_minor')) return 'money';
  return column.endsWith('_milli') ? 'quantity' : null;
}

export function cellText(value: SqlValue, column: string, amounts: Amounts, currency: Currency): string {
  if (value === null) return 'null';
  if (value instanceof Uint8Array) return `${value.length.toLocaleString()} bytes`;
  const unit = amounts === 'raw' ? null : unitOf(column);
  if (unit === null || typeof value !== 'number' || !Number.isInteger(value)) return String(value);
  return unit === 'money' ? formatMoney(value, currency) : formatQuantity(value, value % 1000 === 0 ? 0 : 3);
}

export function isNumber(value: SqlValue): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

export interface ChartColumns {
  /** Names the bars. */
  readonly label: number;
  /** Any of them may be drawn. */
  readonly numbers: readonly number[];
}

/** Null where a result cannot be drawn. */
export function chartColumns(columns: readonly string[], rows: readonly SqlRow[]): ChartColumns | null {
  const kinds = columns.map((_, index) => rows.find((row) => row[index] !== null)?.[index] ?? null);
  const label = kinds.findIndex((value) => typeof value === 'string');
  const numbers = columns.flatMap((_, index) => (isNumber(kinds[index] ?? null) ? [index] : []));
  const name = label >= 0 ? label : numbers.shift();
  return name === undefined || numbers.length === 0 || rows.length < 2 ? null : { label: name, numbers };
}

/** In pixels, by what the first rows hold. */
export function columnWidths(columns: readonly string[], rows: readonly SqlRow[]): readonly number[] {
  const sample = rows.slice(0, 100);
  return columns.map((name, index) => {
    const longest = Math.max(
      name.length + 1,
      ...sample.map((row) => String(row[index] ?? 'null').length + 3),
    );
    return Math.min(360, Math.max(72, longest * 8 + 24));
  });
}
