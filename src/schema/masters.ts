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
 * Columns that come together or not at all, by the name of their one stamp, as
 * the server has them: one person's amount under another's rate is what neither
 * of them meant.
 */
export const masterGroups: Readonly<
  Partial<Record<MasterTable, Readonly<Record<string, readonly string[]>>>>
> = {
  items: { price: ['price_minor', 'tax_rate_id'] },
  customers: { credit: ['credit_limit_minor', 'credit_days'] },
  location_settings: {
    stock_policy: ['negative_stock_policy', 'block_on_sync'],
    currency: ['currency', 'currency_decimals'],
  },
};

/** Under which name the stamp of a column stands. */
export function fieldOf(table: MasterTable, column: string): string {
  const groups = Object.entries(masterGroups[table] ?? {});
  return groups.find(([, columns]) => columns.includes(column))?.[0] ?? column;
}

/** Set once: the id of a batch is made of these. */
export const fixedColumns: Readonly<Partial<Record<MasterTable, readonly string[]>>> = {
  stock_lots: ['item_id', 'batch_number', 'expiry_date'],
};
