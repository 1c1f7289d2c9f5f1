/**
 * Every item with what is there of it, and of each batch, at the end of a day:
 * balances and what is not booked yet, by the one rule (`db/on-hand-rule.ts`),
 * less what has moved since. What is waiting comes with its cost, so that
 * `items-in-stock.ts` can value it as the ledger will.
 *
 * One pass over balances, what waits and the ledger since that day; none of
 * them is read item by item. (`+`: grouped by what was found by its day, and
 * not the whole ledger walked in the order of its items.)
 */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { linesPerRecord } from '#schema/local-tables.ts';

export interface StockPlace {
  readonly item_id: string;
  readonly item_name: string;
  readonly category_id: string;
  readonly category_name: string | null;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
  readonly is_archived: 0 | 1;
  readonly barcode: string | null;
  readonly reorder_level_milli: number | null;
  readonly lot_id: string | null;
  readonly batch_number: string | null;
  readonly expiry_date: string | null;
  readonly on_hand_milli: number;
  /** How much of that is not booked yet. */
  readonly pending_milli: number;
  /** The rest is of the item, the same in each of its rows: its costs by the ledger, null where those are not here. */
  readonly cost_milli: number | null;
  readonly value_minor: number | null;
  readonly last_cost_minor: number;
  /** JSON array of `WaitingMove`. */
  readonly waiting: string | null;
}

/** Id (in the order of the queue), document, quantity, unit cost. */
export type WaitingMove = readonly [
  id: number,
  documentId: string,
  quantityMilli: number,
  unitCostMinor: number | null,
];

interface StockQuestion {
  /** Null: as it is now. */
  readonly day: string | null;
  readonly itemId?: string;
}

/** Items by name, an item with nothing on hand too; of one item all its batches, soonest expiry first. */
export function stockPlaces(read: Reader, { day, itemId }: StockQuestion) {
  const of = (column: string) => (itemId === undefined ? sql`true` : sql`${sql.ref(column)} = ${itemId}`);
  const since = day === null ? sql`false` : sql`m.business_date > ${day}`;
  const rows = sql<StockPlace>`(
    with waiting as materialized ${waitingMoves(day)},
    later as materialized (
      select m.item_id, m.lot_id, sum(m.quantity_milli) as quantity_milli, sum(m.value_minor) as value_minor
      from stock_moves m where ${since} and ${of('m.item_id')} group by +m.item_id, m.lot_id),
    place as materialized (
      select item_id, lot_id, sum(quantity_milli) as on_hand_milli, sum(pending_milli) as pending_milli
      from (
        select b.item_id, b.lot_id, b.quantity_milli, 0 as pending_milli from stock_balances b where ${of('b.item_id')}
        union all
        select w.item_id, w.lot_id, w.quantity_milli, w.quantity_milli from waiting w where ${of('w.item_id')}
        union all
        select l.item_id, l.lot_id, -l.quantity_milli, 0 from later l)
      group by item_id, lot_id),
    cost as materialized (
      select c.id, c.quantity_milli - coalesce(l.quantity_milli, 0) as quantity_milli,
        c.value_minor - coalesce(l.value_minor, 0) as value_minor, c.last_cost_minor
      from item_costs c left join (
        select item_id, sum(quantity_milli) as quantity_milli, sum(value_minor) as value_minor from later group by item_id) l
        on l.item_id = c.id
      where ${of('c.id')}),
    queue as materialized (
      select item_id, json_group_array(json_array(id, document_id, quantity_milli, unit_cost_minor)) as moves
      from waiting group by item_id)
    select i.id as item_id, i.name as item_name, i.category_id, g.name as category_name, u.symbol as unit_symbol,
      u.quantity_decimals, i.is_batch_tracked, i.is_archived, i.barcode, i.reorder_level_milli,
      p.lot_id, t.batch_number, t.expiry_date,
      coalesce(p.on_hand_milli, 0) as on_hand_milli, coalesce(p.pending_milli, 0) as pending_milli,
      c.quantity_milli as cost_milli, c.value_minor, coalesce(c.last_cost_minor, i.cost_minor) as last_cost_minor,
      q.moves as waiting
    from items i
    join units u on u.id = i.unit_id
    left join categories g on g.id = i.category_id
    left join place p on p.item_id = i.id
    left join stock_lots t on t.id = p.lot_id
    left join cost c on c.id = i.id
    left join queue q on q.item_id = i.id
    where ${of('i.id')})`;
  return read
    .selectFrom(rows.as('place'))
    .selectAll()
    .orderBy(sql`item_name collate nocase`)
    .orderBy('item_id')
    .orderBy(sql`expiry_date is null`)
    .orderBy('expiry_date')
    .orderBy('batch_number');
}

/** What is not booked yet, with the cost that its line names. */
function waitingMoves(day: string | null): RawBuilder<unknown> {
  const until = day === null ? sql`true` : sql`o.payload ->> '$.business_date' <= ${day}`;
  return sql`(
    select m.id, m.document_id, m.item_id, m.lot_id, m.quantity_milli,
      o.payload ->> ('$.lines[' || (m.id % ${sql.lit(linesPerRecord)}) || '].unit_cost_minor') as unit_cost_minor
    from pending_moves m left join outbox o on o.entity_id = m.document_id
    where ${until} and not exists (select 1 from document_outcomes x where x.id = m.document_id))`;
}
