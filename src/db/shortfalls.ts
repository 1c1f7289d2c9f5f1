/**
 * What goes out per item and batch, and is not on hand: asked when somebody
 * wants to pay, and again by the statement that writes the document. `moves`
 * is the SQL of one value, the moves as JSON.
 */
import { onHandSql } from './on-hand-rule.ts';

export function shortfallsSql(moves: string): string {
  return `
  select wanted.item_id, wanted.quantity_milli as wanted_milli,
    ${onHandSql('wanted.item_id', 'wanted.lot_id')} as on_hand_milli
  from (
    select value ->> 'item_id' as item_id, value ->> 'lot_id' as lot_id,
      -sum(value ->> 'quantity_milli') as quantity_milli
    from json_each(${moves}) group by 1, 2) wanted
  where wanted.quantity_milli > 0 and on_hand_milli < wanted.quantity_milli`;
}

/** The same in words: rows of `ShortItem`. */
export function shortItemsSql(moves: string): string {
  return `select s.item_id, i.name as item_name, u.symbol as unit_symbol, s.on_hand_milli, s.wanted_milli
     from (${shortfallsSql(moves)}) s join items i on i.id = s.item_id join units u on u.id = i.unit_id`;
}
