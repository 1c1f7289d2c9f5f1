/** The rows of the report of what the stock is worth. */
import type { StockedItem } from '#queries/reports/items-in-stock.ts';

export const valueViews = ['item', 'category', 'batch'] as const;
export type ValueView = (typeof valueViews)[number];

export interface ValueRow {
  readonly key: string;
  readonly name: string;
  /** Null of a category and of the whole: units are not added up. */
  readonly item: StockedItem | null;
  readonly batch: string | null;
  readonly expiry_date: string | null;
  readonly item_count: number;
  readonly on_hand_milli: number | null;
  readonly pending_milli: number;
  readonly value_minor: number;
  readonly pending_minor: number;
}

/** What is there, or ought to be; the most money in it first. */
export function valueRows(items: readonly StockedItem[], view: ValueView): readonly ValueRow[] {
  const stocked = items.filter((item) => item.value_minor !== 0 || item.lots.some(isThere));
  const rows = { item: byItem, category: byCategory, batch: byBatch }[view](stocked);
  return rows.toSorted((a, b) => b.value_minor - a.value_minor || a.name.localeCompare(b.name));
}

export function wholeOf(rows: readonly ValueRow[]): ValueRow {
  return { ...summed('', 'All', rows), key: '' };
}

const isThere = (place: { readonly on_hand_milli: number }) => place.on_hand_milli !== 0;

function byItem(items: readonly StockedItem[]): readonly ValueRow[] {
  return items.map((item) => ({
    key: item.id,
    name: item.name,
    item,
    batch: null,
    expiry_date: null,
    item_count: 1,
    on_hand_milli: item.on_hand_milli,
    pending_milli: item.pending_milli,
    value_minor: item.value_minor,
    pending_minor: item.pending_minor,
  }));
}

function byCategory(items: readonly StockedItem[]): readonly ValueRow[] {
  return [...Map.groupBy(items, ({ category_id }) => category_id)].map(([id, own]) =>
    summed(id, own[0]?.category_name ?? 'No category', byItem(own)),
  );
}

/** Of items that have batches, each batch, and what lies in none. */
function byBatch(items: readonly StockedItem[]): readonly ValueRow[] {
  return items.flatMap((item) =>
    item.lots
      .filter((lot) => isThere(lot) && (lot.id !== null || item.is_batch_tracked === 1))
      .map((lot) => ({
        key: `${item.id} ${lot.id ?? ''}`,
        name: item.name,
        item,
        batch: lot.batch_number ?? 'none',
        expiry_date: lot.expiry_date,
        item_count: 1,
        on_hand_milli: lot.on_hand_milli,
        pending_milli: lot.pending_milli,
        value_minor: lot.value_minor,
        pending_minor: 0,
      })),
  );
}

function summed(key: string, name: string, rows: readonly ValueRow[]): ValueRow {
  const sum = (of: (row: ValueRow) => number) => rows.reduce((all, row) => all + of(row), 0);
  return {
    key,
    name,
    item: null,
    batch: null,
    expiry_date: null,
    item_count: sum((row) => row.item_count),
    on_hand_milli: null,
    pending_milli: 0,
    value_minor: sum((row) => row.value_minor),
    pending_minor: sum((row) => row.pending_minor),
  };
}
