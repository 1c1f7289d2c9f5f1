/** How the location sells, who works there, and on what. */
import type { Reader } from '#db/local-database.ts';
import type { Row } from './row.ts';

export type Settings = Row<typeof settings>;

/** One row as soon as the catalog is here; a database holds one location. */
export function settings(read: Reader) {
  return read
    .selectFrom('location_settings')
    .innerJoin('locations', 'locations.id', 'location_settings.location_id')
    .select([
      'location_settings.location_id',
      'location_settings.negative_stock_policy',
      'location_settings.block_on_sync',
      'location_settings.currency',
      'location_settings.currency_decimals',
      'location_settings.cash_rounding_minor',
      'location_settings.discount_limit_ppm',
      'location_settings.tax_mode',
      'location_settings.time_zone',
      'location_settings.receipt_header',
      'location_settings.receipt_footer',
      'locations.name as location_name',
      'locations.code as location_code',
      'locations.kind as location_kind',
    ])
    .limit(1);
}
