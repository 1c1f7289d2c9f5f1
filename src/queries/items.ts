/** What can be sold, with all that a cart line needs. What is on hand of it: `on-hand.ts`. */
import { sql } from 'kysely';
import type { SellableItem } from '#domain/cart.ts';
import { barcodeForms } from '#domain/barcode.ts';
import type { Reader } from '#db/local-database.ts';
import { nameContains, nameRank } from './name-contains.ts';

export interface ItemRow extends SellableItem {
  readonly barcode: string | null;
  readonly category_id: string;
  readonly is_archived: 0 | 1;
}

/** By the words of a name, as it begins with the first of them or not; all by name where there are none. */
export function itemsNamed(read: Reader, text: string, limit = 50) {
  const found = sellable(read).where(nameContains('items.name', text)).where('items.is_archived', '=', 0);
  const rank = nameRank('items.name', text);
  return (rank === null ? found : found.orderBy(rank)).orderBy(byName).orderBy('items.id').limit(limit);
}

/** By id, archived or not. */
export function itemsById(read: Reader, ids: readonly string[]) {
  return sellable(read).where(
    'items.id',
    'in',
    sql<string>`(select value from json_each(${JSON.stringify(ids)}))`,
  );
}

/** What a scanner found: none, or one (unique per location). An archived item may still be on the shelf. */
export function itemsWithBarcode(read: Reader, barcode: string) {
  return sellable(read)
    .where('items.barcode', 'in', barcodeForms(barcode))
    .orderBy('items.is_archived')
    .orderBy(byName)
    .orderBy('items.id')
    .limit(1);
}

export function itemsInCategory(read: Reader, categoryId: string, limit = 200, offset = 0) {
  return sellable(read)
    .where('items.category_id', '=', categoryId)
    .where('items.is_archived', '=', 0)
    .orderBy(byName)
    .limit(limit)
    .offset(offset);
}

/** The items that follow one in the order of lists; null: from the first. Archived ones are a list of their own. */
export function itemsAfter(read: Reader, last: ItemRow | null, isArchived: 0 | 1, limit: number) {
  const [name, id] = [last?.name ?? '', last?.id ?? ''];
  return (
    sellable(read)
      .where('items.is_archived', '=', isArchived)
      // Not `(name, id) > (?, ?)`: SQLite finds no start in an index for that when a collation is named.
      .where(sql<boolean>`${byName} >= ${name}`)
      .where(sql<boolean>`(${byName} > ${name} or items.id > ${id})`)
      .orderBy(byName)
      .orderBy('items.id')
      .limit(limit)
  );
}

/** Categories that have something to sell, in the shop's order. */
export function categoriesToBrowse(read: Reader) {
  return read
    .selectFrom('categories')
    .innerJoin('items', 'items.category_id', 'categories.id')
    .select((eb) => ['categories.id', 'categories.name', eb.fn.countAll<number>().as('item_count')])
    .where('categories.is_archived', '=', 0)
    .where('items.is_archived', '=', 0)
    .groupBy(['categories.id', 'categories.name', 'categories.sort_order'])
    .orderBy('categories.sort_order')
    .orderBy(sql`categories.name collate nocase`);
}

const byName = sql<string>`items.name collate nocase`;

function sellable(read: Reader) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .innerJoin('tax_rates', 'tax_rates.id', 'items.tax_rate_id')
    .select([
      'items.id',
      'items.name',
      'items.barcode',
      'items.category_id',
      'items.price_minor',
      'items.is_batch_tracked',
      'items.is_archived',
      'items.tax_rate_id',
      'tax_rates.rate_ppm as tax_rate_ppm',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
    ]);
}
