/** What is on the label of an item. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import type { Row } from './row.ts';

export type LabelItem = Row<typeof labelItems>;

/** Those of them that are on this device, in no order. */
export function labelItems(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .innerJoin('tax_rates', 'tax_rates.id', 'items.tax_rate_id')
    .select([
      'items.id',
      'items.name',
      'items.barcode',
      'items.price_minor',
      'units.symbol as unit_symbol',
      'tax_rates.name as tax_name',
      'tax_rates.rate_ppm as tax_rate_ppm',
    ])
    .where('items.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`);
}
