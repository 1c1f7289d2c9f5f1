import type { Good } from './goods.ts';
import { shelves } from './goods.ts';
import { demoId, lotId } from './ids.ts';
import { taxRates, units, type Place } from './places.ts';
import { randomOf } from './random.ts';

/** A location's own item for a good; `lots` are empty where it is not batch-tracked. */
export type DemoItem = { readonly id: string; readonly good: Good; readonly lots: readonly DemoLot[] };

type DemoLot = {
  readonly id: string;
  readonly batch_number: string;
  readonly expiry_date: string | null;
};

/**
 * The items of a location. `firstDay` (YYYY-MM-DD) is the day on which it was
 * seeded: expiry dates, and with them the ids of lots, count from there.
 */
export function itemsOf(place: Place, goods: readonly Good[], firstDay: string): DemoItem[] {
  return goods.slice(0, Math.ceil((goods.length * place.itemPercent) / 100)).map((good) => {
    const id = demoId('item', place.code, good.barcode);
    return { id, good, lots: lotsOf(id, good, firstDay) };
  });
}

export function itemRow(place: Place, { id, good }: DemoItem): Record<string, unknown> {
  return {
    id,
    location_id: place.id,
    name: good.name,
    barcode: good.barcode,
    category_id: demoId('category', place.code, good.category),
    unit_id: demoId('unit', place.code, good.unit),
    tax_rate_id: demoId('tax rate', place.code, good.tax),
    price_minor: good.price_minor,
    cost_minor: good.cost_minor,
    is_batch_tracked: good.batch !== null,
  };
}

export function lotRows(place: Place, item: DemoItem): Record<string, unknown>[] {
  return item.lots.map((lot) => ({ ...lot, location_id: place.id, item_id: item.id }));
}

export function categoryRows(place: Place): Record<string, unknown>[] {
  return shelves.map(({ category }, i) => ({
    id: demoId('category', place.code, category),
    location_id: place.id,
    name: category,
    sort_order: (i + 1) * 10,
  }));
}

export function unitRows(place: Place): Record<string, unknown>[] {
  return Object.entries(units).map(([key, unit]) => ({
    id: demoId('unit', place.code, key),
    location_id: place.id,
    ...unit,
  }));
}

export function taxRateRows(place: Place): Record<string, unknown>[] {
  return Object.entries(taxRates).map(([key, rate]) => ({
    id: demoId('tax rate', place.code, key),
    location_id: place.id,
    ...rate,
  }));
}

function lotsOf(itemId: string, good: Good, firstDay: string): DemoLot[] {
  if (good.batch === null) return [];
  const { shelfLifeDays } = good.batch;
  const random = randomOf(`lots ${itemId}`);
  return Array.from({ length: random.integer(1, 3) }, (_, n) => {
    const batchNumber = `B${random.integer(1_000, 9_999)}-${n + 1}`;
    const expiry =
      shelfLifeDays === null ? null : addDays(firstDay, daysLeft(random.integer(1, 100), shelfLifeDays));
    return { id: lotId(itemId, batchNumber, expiry), batch_number: batchNumber, expiry_date: expiry };
  });
}

/** Of a hundred lots, three have expired, twelve expire within the week (today included), the rest are spread out. */
function daysLeft(lot: number, shelfLifeDays: number): number {
  if (lot <= 3) return -lot * 4;
  if (lot <= 15) return lot % 7;
  return 7 + Math.floor((shelfLifeDays * (lot - 15)) / 85);
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
