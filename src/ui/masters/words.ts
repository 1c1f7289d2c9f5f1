/** What people call the masters and their fields. */
import type { MasterTable } from '#schema/masters.ts';

const tables: Readonly<Record<MasterTable, string>> = {
  items: 'Item',
  categories: 'Category',
  units: 'Unit',
  tax_rates: 'Tax rate',
  customers: 'Customer',
  suppliers: 'Supplier',
  stock_lots: 'Batch',
  location_settings: 'Settings',
  locations: 'Location',
};

const columns: Readonly<Record<string, string>> = {
  name: 'Name',
  barcode: 'Barcode',
  category_id: 'Category',
  unit_id: 'Unit',
  tax_rate_id: 'Tax rate',
  price_minor: 'Price',
  cost_minor: 'Cost',
  reorder_level_milli: 'Reorder level',
  is_batch_tracked: 'Sold by batch',
  is_archived: 'Archived',
  sort_order: 'Order',
  symbol: 'Symbol',
  quantity_decimals: 'Decimals of a quantity',
  rate_ppm: 'Rate',
  phone: 'Phone',
  email: 'E-mail',
  credit_limit_minor: 'Credit limit',
  credit_days: 'Days to pay',
  item_id: 'Item',
  batch_number: 'Batch number',
  expiry_date: 'Expires',
  negative_stock_policy: 'When stock runs out',
  block_on_sync: 'A sale made offline without stock',
  currency: 'Currency',
  currency_decimals: 'Decimals of the currency',
  cash_rounding_minor: 'Smallest coin',
  discount_limit_ppm: 'Discount without a manager',
  tax_mode: 'Prices',
  time_zone: 'Time zone',
  receipt_header: 'Top of the receipt',
  receipt_footer: 'Foot of the receipt',
  kind: 'Kind',
};

/** What another build wrote may be none that this one knows. */
export function masterWord(table: string): string {
  return tables[table as MasterTable] ?? 'Record';
}

/** Of a column, or of the group of columns that belong together. */
export function fieldWord(field: string): string {
  switch (field) {
    case 'price':
      return 'Price and tax';
    case 'credit':
      return 'Credit limit and days';
    case 'stock_policy':
      return 'Stock below zero';
    default:
      return columns[field] ?? field;
  }
}
