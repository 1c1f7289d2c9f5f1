/** The batches of an item with what is on hand of each. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { onHandOfLot } from './on-hand.ts';

/** Soonest expiry first; `sortLots` of the domain moves expired ones to the end and marks them. */
export function lotsOfItem(read: Reader, itemId: string) {
  return read
    .selectFrom('stock_lots')
    .select([
      'stock_lots.id',
      'stock_lots.batch_number',
      'stock_lots.expiry_date',
      onHandOfLot('stock_lots.item_id', 'stock_lots.id').as('on_hand_milli'),
    ])
    .where('stock_lots.item_id', '=', itemId)
    .orderBy(sql`stock_lots.expiry_date is null`)
    .orderBy('stock_lots.expiry_date')
    .orderBy('stock_lots.batch_number');
}
