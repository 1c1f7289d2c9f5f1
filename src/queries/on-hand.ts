/** Stock on hand, by the one rule (`db/on-hand-rule.ts`). */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { onHandSql, pendingSql } from '#db/on-hand-rule.ts';
import { shortItemsSql } from '#db/shortfalls.ts';
import { barcodeForms, cleanBarcode } from '#domain/barcode.ts';
import type { ShortItem } from '#domain/refusal.ts';
import type { StockMove } from '#domain/stock-moves.ts';
import { nameContains } from './name-contains.ts';

/** What is on hand of the item in a column, all its batches together. */
export function onHandOfItem(itemColumn: string): RawBuilder<number> {
  return sql<number>`${sql.raw(onHandSql(itemColumn))}`;
}

/** Of one batch. */
export function onHandOfLot(itemColumn: string, lotColumn: string): RawBuilder<number> {
  return sql<number>`${sql.raw(onHandSql(itemColumn, lotColumn))}`;
}

/** How much of it the server has not booked yet. */
function pendingOfItem(itemColumn: string): RawBuilder<number> {
  return sql<number>`${sql.raw(pendingSql(itemColumn))}`;
}

export interface StockPageOptions {
  readonly text?: string;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the stock screen, by name. */
export function stockPage(read: Reader, { text = '', limit, offset }: StockPageOptions) {
  return read
    .with('page', (cte) =>
      cte
        .selectFrom('items')
        .select(['id', 'name', 'barcode', 'category_id', 'unit_id', 'is_batch_tracked'])
        .where('is_archived', '=', 0)
        .where(namedOrScanned(text))
        .orderBy(sql`name collate nocase`)
        .orderBy('id')
        .limit(limit)
        .offset(offset),
    )
    .selectFrom('page')
    .innerJoin('units', 'units.id', 'page.unit_id')
    .select([
      'page.id',
      'page.name',
      'page.barcode',
      'page.category_id',
      'page.is_batch_tracked',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
      onHandOfItem('page.id').as('on_hand_milli'),
      pendingOfItem('page.id').as('pending_milli'),
    ])
    .orderBy(sql`page.name collate nocase`)
    .orderBy('page.id');
}

export function stockCount(read: Reader, text = '') {
  return read
    .selectFrom('items')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('is_archived', '=', 0)
    .where(namedOrScanned(text));
}

/** What was typed is part of a name; what was scanned is a barcode. */
function namedOrScanned(text: string): RawBuilder<boolean> {
  const named = nameContains('items.name', text);
  const code = cleanBarcode(text);
  return code === '' ? named : sql<boolean>`(${named} or items.barcode in (${sql.join(barcodeForms(code))}))`;
}

/** One item's stock, for what the till says while selling. */
export function stockOfItem(read: Reader, itemId: string) {
  return read
    .selectFrom('items')
    .select(['items.id', onHandOfItem('items.id').as('on_hand_milli')])
    .where('items.id', '=', itemId);
}

/** Of each of these items; `items` need not have them. */
export function stockOfItems(read: Reader, itemIds: readonly string[]) {
  const wanted = sql<{ readonly value: string }>`json_each(${JSON.stringify(itemIds)})`.as('wanted');
  return read
    .selectFrom(wanted)
    .select(['wanted.value as id', onHandOfItem('wanted.value').as('on_hand_milli')]);
}

/** What these moves would take and is not there: as posting judges it under BLOCK. */
export function shortItems(read: Reader, moves: readonly StockMove[]) {
  const [before = '', after = ''] = shortItemsSql('?').split('?');
  const found = sql<ShortItem>`(${sql.raw(before)}${JSON.stringify(moves)}${sql.raw(after)})`;
  return read.selectFrom(found.as('short')).selectAll();
}
