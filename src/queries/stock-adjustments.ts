/** Stock adjustments, and what writing one needs to know. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import type { AdjustmentReason } from '#domain/stock-adjustment.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';
import { onHandOfItem, onHandOfLot } from './on-hand.ts';

export interface ListedAdjustment extends ListedDocument {
  readonly reason: AdjustmentReason | null;
  readonly note: string | null;
}

/** Newest first. */
export function listedAdjustments(read: Reader) {
  const columns = ['reason', 'note'] as const;
  return read
    .selectFrom(listedDocuments(read, 'stock_adjustment', { columns, total: null }).as('adjustment'))
    .selectAll()
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .$castTo<ListedAdjustment>();
}

interface Place {
  readonly item_id: string;
  readonly lot_id: string | null;
}

/** What is on hand of each of these; of an item as a whole where no batch is named. */
export function onHandAt(read: Reader, places: readonly Place[]) {
  const wanted = sql<Place>`(select distinct value ->> 'item_id' as item_id, value ->> 'lot_id' as lot_id
    from json_each(${JSON.stringify(places.map(({ item_id, lot_id }) => ({ item_id, lot_id })))}))`;
  return read
    .selectFrom(wanted.as('place'))
    .select(['place.item_id', 'place.lot_id'])
    .select(
      sql<number>`iif(place.lot_id is null, ${onHandOfItem('place.item_id')}, ${onHandOfLot('place.item_id', 'place.lot_id')})`.as(
        'on_hand_milli',
      ),
    );
}

/** What a line of an adjustment or a count keeps of an item, by id. */
export function itemsToCount(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select([
      'items.id',
      'items.name',
      'items.is_batch_tracked',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
    ])
    .where('items.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`);
}
