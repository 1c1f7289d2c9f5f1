/**
 * Items with what is there of them and what that is worth, from the rows of
 * `stockPlaces`: the value that the ledger has booked, and what waits booked on
 * top of it in the order in which it will be. A batch has its share of the
 * value of its item: the ledger keeps the value of items, not of batches.
 */
import { averageCost, book, shareOut, type StockValue } from '#domain/stock-value.ts';
import type { StockPlace, WaitingMove } from './stock-places.ts';

export interface StockedLot {
  readonly id: string | null;
  /** Null of what lies in no batch. */
  readonly batch_number: string | null;
  readonly expiry_date: string | null;
  readonly on_hand_milli: number;
  readonly pending_milli: number;
  readonly value_minor: number;
}

export interface StockedItem {
  readonly id: string;
  readonly name: string;
  readonly category_id: string;
  readonly category_name: string | null;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly is_archived: 0 | 1;
  readonly barcode: string | null;
  readonly reorder_level_milli: number | null;
  readonly on_hand_milli: number;
  readonly pending_milli: number;
  readonly value_minor: number;
  /** How much of the value is not booked yet. */
  readonly pending_minor: number;
  /** Of one unit: the moving average, or what was last known where there is nothing to average. */
  readonly cost_minor: number;
  /** The ledger's costs of it are not here: valued at the cost in the catalog. */
  readonly is_estimated: boolean;
  /** Soonest expiry first. */
  readonly lots: readonly StockedLot[];
}

/** In the order of the rows. */
export function itemsInStock(places: readonly StockPlace[]): readonly StockedItem[] {
  const byItem = new Map<string, StockPlace[]>();
  for (const place of places) {
    const known = byItem.get(place.item_id);
    if (known) known.push(place);
    else byItem.set(place.item_id, [place]);
  }
  return [...byItem.values()].flatMap(([first, ...rest]) => (first ? [itemOf(first, [first, ...rest])] : []));
}

function itemOf(row: StockPlace, places: readonly StockPlace[]): StockedItem {
  const onHand = places.reduce((sum, place) => sum + place.on_hand_milli, 0);
  const pending = places.reduce((sum, place) => sum + place.pending_milli, 0);
  const booked = bookedValue(row, onHand - pending);
  const { value_minor, cost_minor } = withWaiting(booked, waitingOf(row));
  const shares = shareOut(
    value_minor,
    places.map((place) => place.on_hand_milli),
  );
  return {
    id: row.item_id,
    name: row.item_name,
    category_id: row.category_id,
    category_name: row.category_name,
    unit_symbol: row.unit_symbol,
    quantity_decimals: row.quantity_decimals,
    is_batch_tracked: row.is_batch_tracked,
    is_archived: row.is_archived,
    barcode: row.barcode,
    reorder_level_milli: row.reorder_level_milli,
    on_hand_milli: onHand,
    pending_milli: pending,
    value_minor,
    pending_minor: value_minor - booked.value_minor,
    cost_minor,
    is_estimated: row.cost_milli === null && onHand !== 0,
    lots: places.map((place, index) => ({
      id: place.lot_id,
      batch_number: place.batch_number,
      expiry_date: place.expiry_date,
      on_hand_milli: place.on_hand_milli,
      pending_milli: place.pending_milli,
      value_minor: shares[index] ?? 0,
    })),
  };
}

/** Balances come before costs while anything is queued: what they are ahead is worth the average meanwhile. */
function bookedValue(row: StockPlace, bookedMilli: number): StockValue {
  const costs: StockValue = {
    quantity_milli: row.cost_milli ?? 0,
    value_minor: row.value_minor ?? 0,
    last_cost_minor: row.last_cost_minor,
  };
  const ahead = bookedMilli - costs.quantity_milli;
  return ahead === 0 ? costs : book(costs, [{ quantity_milli: ahead, unit_cost_minor: null }]);
}

function withWaiting(booked: StockValue, waiting: readonly (readonly WaitingMove[])[]) {
  const stock = waiting.reduce<StockValue>(
    (before, moves) =>
      book(
        before,
        moves.map(([, , quantity_milli, unit_cost_minor]) => ({ quantity_milli, unit_cost_minor })),
      ),
    booked,
  );
  return { value_minor: stock.value_minor, cost_minor: averageCost(stock) };
}

/** Document by document, the first to be sent first. */
function waitingOf({ waiting }: StockPlace): readonly (readonly WaitingMove[])[] {
  if (waiting === null) return [];
  const moves = (JSON.parse(waiting) as readonly WaitingMove[]).toSorted(([a], [b]) => a - b);
  return [...Map.groupBy(moves, ([, document]) => document).values()];
}
