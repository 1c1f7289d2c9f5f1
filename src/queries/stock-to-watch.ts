/** Stock that somebody should look after: batches that expire, items that run low. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { onHandOfItem, onHandOfLot } from './on-hand.ts';

/** A list is no longer than this; the first are what is to be done first. */
export const mostWatched = 500;

/** Batches with anything on hand whose expiry is not after `until`, those that expired longest ago first. */
export function expiringLots(read: Reader, until: string) {
  return read
    .selectFrom('stock_lots')
    .innerJoin('items', 'items.id', 'stock_lots.item_id')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select([
      'stock_lots.id',
      'stock_lots.batch_number',
      'stock_lots.expiry_date',
      'items.id as item_id',
      'items.name as item_name',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
      onHandOfLot('stock_lots.item_id', 'stock_lots.id').as('on_hand_milli'),
    ])
    .where(sql<boolean>`stock_lots.expiry_date is not null`)
    .where('stock_lots.expiry_date', '<=', until)
    .where(onHandOfLot('stock_lots.item_id', 'stock_lots.id'), '>', 0)
    .orderBy('stock_lots.expiry_date')
    .orderBy(sql`items.name collate nocase`)
    .orderBy('stock_lots.id')
    .limit(mostWatched);
}

/** Items at or below their reorder level, those that lack most of it first; archived ones are not bought again. */
export function lowItems(read: Reader) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select([
      'items.id',
      'items.name',
      'items.reorder_level_milli',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
      onHandOfItem('items.id').as('on_hand_milli'),
    ])
    .where('items.is_archived', '=', 0)
    .where(sql<boolean>`items.reorder_level_milli is not null`)
    .where(sql<boolean>`${onHandOfItem('items.id')} <= items.reorder_level_milli`)
    .orderBy(sql`${onHandOfItem('items.id')} - items.reorder_level_milli`)
    .orderBy(sql`items.name collate nocase`)
    .orderBy('items.id')
    .limit(mostWatched);
}
