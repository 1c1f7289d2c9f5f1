/**
 * What a stocktake found and what the books say of it, read in one statement:
 * stock and what moved it are of the same moment.
 */
import { sql } from 'kysely';
import { differencesOf, keyOf, type Counted, type Difference, type Moved } from '#domain/stocktake.ts';
import type { StockMove } from '#domain/stock-moves.ts';
import type { Reader } from '#db/local-database.ts';
import { onHandOfLot } from './on-hand.ts';
import { documentsBehind, movedSince, stockedPlaces } from './stock-places.ts';
import { adjustedLines, adjustmentIds, countedLines } from './stocktakes.ts';

/** What of the stock nobody counted counts as nothing: none of it, that in the categories that were counted, all. */
export type AbsentScope = 'none' | 'categories' | 'all';

interface BooksOptions {
  readonly stocktakeId: string;
  readonly locationId: string;
  readonly absent: AbsentScope;
}

interface BooksRow {
  readonly counted: string;
  readonly places: string;
  readonly moved: string;
  readonly adjusted: string;
  readonly is_behind: 0 | 1;
}

/** One row, of JSON. */
export function stocktakeBooks(read: Reader, { stocktakeId, locationId, absent }: BooksOptions) {
  const inScope = {
    none: sql`false`,
    categories: sql`i.category_id in (select c.category_id from items c where c.id in (select item_id from counted))`,
    all: sql`true`,
  }[absent];
  const found = sql<BooksRow>`(
    with counted as materialized ${countedLines(read, stocktakeId)},
    place as materialized (
      select item_id, lot_id from counted
      union
      select s.item_id, s.lot_id from (${stockedPlaces}) s join items i on i.id = s.item_id
      where ${inScope} and ${onHandOfLot('s.item_id', 's.lot_id')} <> 0)
    select
      (select json_group_array(json_object('item_id', item_id, 'lot_id', lot_id, 'quantity_milli', quantity_milli,
        'counted_at', counted_at)) from counted) as counted,
      (select json_group_array(json_object('item_id', p.item_id, 'lot_id', p.lot_id, 'item_name', i.name,
        'cost_minor', i.cost_minor, 'unit_symbol', u.symbol, 'quantity_decimals', u.quantity_decimals,
        'batch_number', t.batch_number, 'expiry_date', t.expiry_date, 'quantity_milli', ${onHandOfLot('p.item_id', 'p.lot_id')}))
        from place p join items i on i.id = p.item_id join units u on u.id = i.unit_id
        left join stock_lots t on t.id = p.lot_id) as places,
      (select json_group_array(json_object('item_id', m.item_id, 'lot_id', m.lot_id, 'quantity_milli', m.quantity_milli, 'at', m.at))
        from (${movedSince(locationId, sql`(select min(counted_at) from counted)`)}) m
        where m.item_id in (select item_id from place)) as moved,
      (select json_group_array(json_object('item_id', a.item_id, 'lot_id', a.lot_id, 'quantity_milli', a.quantity_milli, 'at', a.at))
        from ${adjustedLines(read, adjustmentIds(stocktakeId)).as('a')}) as adjusted,
      ${documentsBehind(locationId)} as is_behind)`;
  return read.selectFrom(found.as('books')).selectAll();
}

interface PlaceNow extends StockMove {
  readonly item_name: string;
  readonly cost_minor: number;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly batch_number: string | null;
  readonly expiry_date: string | null;
}

export interface Finding extends Difference, Omit<PlaceNow, 'id' | 'quantity_milli'> {}

/** By name, then by batch; what is not in the catalog here (yet) is left out. */
export function findingsOf(row: BooksRow): readonly Finding[] {
  const counted = parsed<Counted>(row.counted);
  const places = new Map(parsed<PlaceNow>(row.places).map((place) => [keyOf(place), place]));
  const books = {
    on_hand: [...places.values()],
    moved: parsed<Moved>(row.moved),
    adjusted: parsed<Moved>(row.adjusted),
  };
  const last = counted.at(-1)?.counted_at;
  const absent = last === undefined ? [] : books.on_hand.map((place) => ({ ...place, counted_at: last }));
  return differencesOf(counted, books, absent)
    .flatMap((difference) => {
      const place = places.get(keyOf(difference));
      if (!place) return [];
      const { quantity_milli: _, ...words } = place;
      return [{ ...words, ...difference }];
    })
    .toSorted(
      (a, b) =>
        a.item_name.localeCompare(b.item_name) || (a.expiry_date ?? '').localeCompare(b.expiry_date ?? ''),
    );
}

/** Written by the statement above. */
function parsed<Row>(json: string): readonly Row[] {
  return JSON.parse(json) as readonly Row[];
}
