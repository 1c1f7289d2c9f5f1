/**
 * The device's database: synced tables as raw SQLite tables, local tables
 * beside them, and the one queue that PowerSync watches.
 */
import { Schema } from '@powersync/common';
import { localTablesDdl, type LocalTables } from '#schema/local-tables.ts';
import { soldDaysDdl, type SoldDaysTables } from '#schema/sold-days.ts';
import { syncedColumns, type SyncedTables } from '#schema/tables.generated.ts';

export type Database = SyncedTables & LocalTables & SoldDaysTables;

/** The type under which every queue entry stands in PowerSync's CRUD queue. */
export const queueType = 'outbox_entry';

/**
 * What the screens look up, in the order in which they show it: a list walks
 * its index and sorts nothing. No constraint: see `syncedColumns`.
 */
const localIndexes: readonly string[] = [
  'create index if not exists items_barcode on items (barcode)',
  'create index if not exists items_name on items (is_archived, name collate nocase, id)',
  'create index if not exists items_price on items (is_archived, price_minor, id)',
  'create index if not exists items_category on items (category_id, is_archived, name collate nocase)',
  'create index if not exists customers_name on customers (is_archived, name collate nocase, id)',
  'create index if not exists stock_lots_expiry on stock_lots ((expiry_date is null), expiry_date, id)',
  'create index if not exists stock_lots_item on stock_lots (item_id)',
  'create index if not exists stock_balances_item on stock_balances (item_id)',
  'create index if not exists stock_moves_item on stock_moves (item_id, business_date)',
  'create index if not exists stock_moves_day on stock_moves (business_date)',
  'create index if not exists sales_invoices_created on sales_invoices (client_created_at)',
  'create index if not exists sales_invoices_day on sales_invoices (business_date)',
  // Few of many: the condition costs a sale nothing.
  `create index if not exists sales_invoices_flagged on sales_invoices (business_date) where flags <> '[]'`,
  'create index if not exists customer_payments_day on customer_payments (business_date)',
  'create index if not exists sales_invoices_original on sales_invoices (original_id) where original_id is not null',
  'create index if not exists sales_invoice_lines_invoice on sales_invoice_lines (invoice_id)',
  'create index if not exists sales_invoice_payments_invoice on sales_invoice_payments (invoice_id)',
  'create index if not exists sales_invoices_customer on sales_invoices (customer_id, client_created_at)',
  'create index if not exists customer_payments_customer on customer_payments (customer_id, client_created_at)',
  'create index if not exists stock_adjustment_lines_adjustment on stock_adjustment_lines (adjustment_id)',
  'create index if not exists shifts_created on shifts (client_created_at)',
  'create index if not exists shift_sources_shift on shift_sources (shift_id)',
  'create index if not exists shift_tenders_shift on shift_tenders (shift_id)',
  'create index if not exists shift_movements_shift on shift_movements (shift_id)',
  'create index if not exists shift_counts_shift on shift_counts (shift_id)',
  'create index if not exists shifts_day on shifts (business_date)',
  'create index if not exists grns_day on grns (business_date)',
  'create index if not exists grns_created on grns (client_created_at)',
  'create index if not exists grn_lines_grn on grn_lines (grn_id)',
  'create index if not exists grn_lines_item on grn_lines (item_id)',
  'create index if not exists stock_adjustments_created on stock_adjustments (client_created_at)',
  'create index if not exists stock_counts_created on stock_counts (client_created_at)',
  'create index if not exists stock_counts_stocktake on stock_counts (stocktake_id)',
  'create index if not exists stock_count_lines_count on stock_count_lines (count_id)',
  'create index if not exists stock_transfers_created on stock_transfers (client_created_at)',
  'create index if not exists stock_transfer_lines_transfer on stock_transfer_lines (transfer_id)',
  'create index if not exists stock_transfer_receipts_created on stock_transfer_receipts (client_created_at)',
  'create index if not exists stock_transfer_receipts_transfer on stock_transfer_receipts (transfer_id)',
  'create index if not exists stock_transfer_receipt_lines_receipt on stock_transfer_receipt_lines (receipt_id)',
];

const names = Object.keys(syncedColumns) as readonly (keyof SyncedTables)[];

/** Runs after `init()` and before `connect()`; every statement may run again. */
export const deviceDdl: readonly string[] = [
  ...names.map((name) => `create table if not exists ${name} (${syncedColumns[name].join(', ')})`),
  ...localIndexes,
  ...localTablesDdl,
  ...soldDaysDdl,
];

export const deviceSchema: Schema = new Schema({});
deviceSchema.withRawTables(
  Object.fromEntries(names.map((name) => [name, { schema: {}, clear: `delete from ${name}` }])),
);
