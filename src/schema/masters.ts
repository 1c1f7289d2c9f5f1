/**
 * What the masters are. Plain, and apart from their shapes on the wire
 * (`documents/master-edit.ts`): every start of the app loads it.
 */
export const masterTables = [
  'items',
  'categories',
  'units',
  'tax_rates',
  'customers',
  'suppliers',
  'stock_lots',
  'location_settings',
  'locations',
] as const;

export type MasterTable = (typeof masterTables)[number];

export function isMasterTable(name: unknown): name is MasterTable {
  return masterTables.some((one) => one === name);
}

/**
 * Columns that come together or not at all, as the server has them: one
 * person's amount under another's rate is what neither of them meant.
 */
export const masterGroups: Readonly<Partial<Record<MasterTable, readonly (readonly string[])[]>>> = {
  items: [['price_minor', 'tax_rate_id']],
  customers: [['credit_limit_minor', 'credit_days']],
  location_settings: [
    ['negative_stock_policy', 'block_on_sync'],
    ['currency', 'currency_decimals'],
  ],
};

/** Set once: the id of a batch is made of these. */
export const fixedColumns: Readonly<Partial<Record<MasterTable, readonly string[]>>> = {
  stock_lots: ['item_id', 'batch_number', 'expiry_date'],
};
