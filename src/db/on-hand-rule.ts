/**
 * THE stock rule (design section 4), as SQL on which every query of stock builds:
 *
 *   on hand = stock_balances + pending_moves of documents without an outcome
 *
 * Balances and this device's outcomes arrive in one checkpoint (priority 0), so
 * a document moves from the second term into the first in one step: nothing
 * flickers, nothing counts twice, also after a lost answer. Failed documents
 * count until they are resolved: the goods have left the shop.
 *
 * Text and not a view, because SQLite does not push the item of an outer row
 * into a compound view: it would read the whole ledger once per row.
 */

/** `item` and `lot` are SQL expressions; without `lot`, all batches together. */
export function onHandSql(item: string, lot?: string): string {
  const balances = `select sum(b.quantity_milli) from stock_balances b where b.item_id = ${item}`;
  const balance = lot === undefined ? balances : `${balances} and b.lot_id is ${lot}`;
  return `(coalesce((${balance}), 0) + ${pendingSql(item, lot)})`;
}

/** The second term alone: what the server has not booked yet. */
export function pendingSql(item: string, lot?: string): string {
  return `coalesce((
    select sum(m.quantity_milli) from pending_moves m
    where m.item_id = ${item} ${lot === undefined ? '' : `and m.lot_id is ${lot}`}
      and not exists (select 1 from document_outcomes o where o.id = m.document_id)), 0)`;
}
