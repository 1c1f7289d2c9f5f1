// Generated from supabase/migrations by `npm run schema:generate`. Do not edit.
import * as z from 'zod';

/** Shelves of the catalog, for browsing (R4.1-7). */
export const categoriesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  sort_order: z.int(),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** Who buys, with what they may owe and for how long (R4.1-9 to R4.1-11). */
export const customersRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  credit_limit_minor: z.int(),
  credit_days: z.int(),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** A till or tablet. `code` is handed out once per location, is part of every number the device prints, and is never used again, so two devices can number documents offline without meeting. */
export const devicesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  code: z.string(),
  name: z.string(),
  retired_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** The server's answer about one document (`id` is the document's), streamed to the device that made it together with the balances it changed, so that stock on hand never counts it twice. Kept 60 days; a repeated push writes it anew. */
export const documentOutcomesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  device_id: z.guid(),
  entity_type: z.enum(['sales_invoice', 'stock_adjustment', 'master_update']),
  outcome: z.enum(['posted', 'void']),
  journal_seq: z.int().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** What is sold (R4.1-1 to R4.1-6). `price_minor` is for one unit, in the tax mode of the location; `cost_minor` is what it costs when nothing better is known. */
export const itemsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  barcode: z.string().nullable(),
  category_id: z.guid(),
  unit_id: z.guid(),
  tax_rate_id: z.guid(),
  price_minor: z.int(),
  cost_minor: z.int(),
  is_batch_tracked: z.literal([0, 1]),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** The number of the last posted document of a location. Locked first by every posting. A change here is what lets the sync service send stock past a queued upload (design section 7). */
export const locationJournalHeadsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  journal_seq: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** Who works where, and as what. The only source of access: RLS, the RPCs and the sync streams all read it. */
export const locationMembersRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  user_id: z.guid(),
  role: z.enum(['cashier', 'manager', 'admin']),
  display_name: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** How a location sells. WARN posts below zero and flags it; BLOCK refuses (R4.1-16). `cash_rounding_minor` is the smallest coin in minor units, 1 for none. */
export const locationSettingsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  negative_stock_policy: z.enum(['WARN', 'BLOCK']),
  block_on_sync: z.enum(['hold', 'accept_flagged']),
  currency: z.string(),
  currency_decimals: z.int(),
  cash_rounding_minor: z.int(),
  tax_mode: z.enum(['inclusive', 'exclusive']),
  time_zone: z.string(),
  receipt_header: z.string(),
  receipt_footer: z.string(),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
  /** The most that a cashier may take off a line without a manager, in millionths of its amount at the price charged. */
  discount_limit_ppm: z.int(),
});

/** A shop or a warehouse. `location_id` equals `id`, so that one rule scopes every table. `code` is part of every document number. */
export const locationsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  code: z.string(),
  kind: z.enum(['shop', 'warehouse']),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** What somebody set and what did not stay, or was replaced by one who had not seen it (R9.1-3). `loser_values` are columns and values as an edit has them: to restore is to edit with them. Added, never changed. */
export const masterConflictsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  /** The edit that brought it to light, applied or refused. */
  edit_id: z.guid(),
  table_name: z.string(),
  record_id: z.guid(),
  /** The column, or the name of the group of columns. */
  field: z.string(),
  reason: z.enum(['older', 'overwrote_unseen', 'barcode_taken', 'check']),
  loser_values: z.string(),
  /** Null, as is who and where, for a value that no edit set. */
  loser_stamp: z.string().nullable(),
  loser_by: z.guid().nullable(),
  loser_device_id: z.guid().nullable(),
  winner_values: z.string(),
  winner_stamp: z.string().nullable(),
  winner_by: z.guid().nullable(),
  winner_device_id: z.guid().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** What was refused, whole and as it was sent (its parts as text, since a bad one is why it is here), so that no sale is ever only on a device. `created_by` sent it. Open until `resolved_at`: then it is posted after all or void, by whom and why. */
export const rejectedDocumentsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  entity_type: z.string(),
  document_id: z.string(),
  number: z.string(),
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  record: z.string(),
  tries: z.int(),
  resolved_at: z.string().nullable(),
  resolved_by: z.guid().nullable(),
  resolution: z.enum(['posted', 'void']).nullable(),
  resolution_reason: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** What was sold, at what the till used: price, list price, tax rate, name as printed. `amount_minor` is price times quantity less discount, with tax where the mode is inclusive. */
export const salesInvoiceLinesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  invoice_id: z.guid(),
  line_no: z.int(),
  item_id: z.guid(),
  lot_id: z.guid().nullable(),
  item_name: z.string(),
  unit_symbol: z.string(),
  quantity_milli: z.int(),
  price_minor: z.int(),
  list_price_minor: z.int(),
  discount_minor: z.int(),
  tax_rate_id: z.guid(),
  tax_rate_ppm: z.int(),
  amount_minor: z.int(),
  tax_minor: z.int(),
  business_month: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** How it was paid. `amount_minor` settles the invoice; `rounding_minor` is what rounding to the smallest coin added or took; tendered less change is what is in the drawer. */
export const salesInvoicePaymentsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  invoice_id: z.guid(),
  line_no: z.int(),
  method: z.enum(['cash', 'card']),
  amount_minor: z.int(),
  rounding_minor: z.int(),
  tendered_minor: z.int(),
  change_minor: z.int(),
  reference: z.string(),
  business_month: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** A sale. `printed_number` is on the paper; `invoice_number` differs from it only where another document had taken that number. `cashier_id` stood at the till, `created_by` was signed in; the cashier is no foreign key, because a sale outlives a membership. `approved_by` is who the till says allowed what `approved_for` lists; the flags say if that holds. `submitted_by` sent it in for its author, null where the author did. `flags` lists what a manager should look at. */
export const salesInvoicesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  device_id: z.guid(),
  invoice_number: z.string(),
  printed_number: z.string(),
  kind: z.enum(['sale', 'return']),
  status: z.enum(['draft', 'posted', 'cancelled', 'void']),
  customer_id: z.guid().nullable(),
  cashier_id: z.guid(),
  approved_by: z.guid().nullable(),
  approved_for: z.string(),
  approval_reason: z.string(),
  submitted_by: z.guid().nullable(),
  currency: z.string(),
  tax_mode: z.enum(['inclusive', 'exclusive']),
  subtotal_minor: z.int(),
  discount_minor: z.int(),
  tax_minor: z.int(),
  total_minor: z.int(),
  note: z.string(),
  flags: z.string(),
  journal_seq: z.int(),
  business_date: z.iso.date(),
  business_month: z.string(),
  client_created_at: z.string(),
  client_updated_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** How much more (positive) or less (negative) there is. `unit_cost_minor` is what one unit of an increase is worth; null takes the average. */
export const stockAdjustmentLinesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  adjustment_id: z.guid(),
  line_no: z.int(),
  item_id: z.guid(),
  lot_id: z.guid().nullable(),
  item_name: z.string(),
  unit_symbol: z.string(),
  quantity_milli: z.int(),
  unit_cost_minor: z.int().nullable(),
  business_month: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** A correction of stock, with the reason and a note in words, so that one can tell who changed what, when and why (R3.2-15, R11.3-6). */
export const stockAdjustmentsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  device_id: z.guid(),
  adjustment_number: z.string(),
  printed_number: z.string(),
  reason: z.enum(['opening', 'count', 'damage', 'expiry', 'theft', 'found', 'other']),
  note: z.string(),
  status: z.enum(['draft', 'posted', 'cancelled', 'void']),
  cashier_id: z.guid(),
  approved_by: z.guid().nullable(),
  approved_for: z.string(),
  approval_reason: z.string(),
  submitted_by: z.guid().nullable(),
  flags: z.string(),
  journal_seq: z.int(),
  business_date: z.iso.date(),
  business_month: z.string(),
  client_created_at: z.string(),
  client_updated_at: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** The sum of the moves of an item (and lot) at a location, kept for speed (R6.2-2). One row each, also without a lot (R6.1-5). */
export const stockBalancesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  item_id: z.guid(),
  lot_id: z.guid().nullable(),
  quantity_milli: z.int(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** A batch of a batch-tracked item (R4.1-14, R4.1-15). `id` is the UUIDv5 of item, batch number and expiry, so two devices that receive one batch offline make one lot. */
export const stockLotsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  item_id: z.guid(),
  batch_number: z.string(),
  expiry_date: z.iso.date().nullable(),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** Who supplies (R4.1-13). */
export const suppliersRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** Tax on goods. `rate_ppm` is in parts per million: 15 % is 150000. */
export const taxRatesRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  rate_ppm: z.int(),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** What a quantity counts (R4.1-8). `quantity_decimals` 0 is sold by the piece, 1 to 3 is weighed or measured. */
export const unitsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  name: z.string(),
  symbol: z.string(),
  quantity_decimals: z.int(),
  is_archived: z.literal([0, 1]),
  stamps: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** A document that was refused and that a manager closed for good (`id` is the document's): it never enters the books, its number stays taken, and a device that still sends it is told so. */
export const voidedDocumentsRow = z.strictObject({
  id: z.guid(),
  location_id: z.guid(),
  device_id: z.guid(),
  entity_type: z.enum(['sales_invoice', 'stock_adjustment', 'master_update']),
  number: z.string(),
  reason: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  created_by: z.guid(),
});

/** The synced tables as Kysely sees them on the device: rows as the server has them. */
export interface SyncedTables {
  categories: z.infer<typeof categoriesRow>;
  customers: z.infer<typeof customersRow>;
  devices: z.infer<typeof devicesRow>;
  document_outcomes: z.infer<typeof documentOutcomesRow>;
  items: z.infer<typeof itemsRow>;
  location_journal_heads: z.infer<typeof locationJournalHeadsRow>;
  location_members: z.infer<typeof locationMembersRow>;
  location_settings: z.infer<typeof locationSettingsRow>;
  locations: z.infer<typeof locationsRow>;
  master_conflicts: z.infer<typeof masterConflictsRow>;
  rejected_documents: z.infer<typeof rejectedDocumentsRow>;
  sales_invoice_lines: z.infer<typeof salesInvoiceLinesRow>;
  sales_invoice_payments: z.infer<typeof salesInvoicePaymentsRow>;
  sales_invoices: z.infer<typeof salesInvoicesRow>;
  stock_adjustment_lines: z.infer<typeof stockAdjustmentLinesRow>;
  stock_adjustments: z.infer<typeof stockAdjustmentsRow>;
  stock_balances: z.infer<typeof stockBalancesRow>;
  stock_lots: z.infer<typeof stockLotsRow>;
  suppliers: z.infer<typeof suppliersRow>;
  tax_rates: z.infer<typeof taxRatesRow>;
  units: z.infer<typeof unitsRow>;
  voided_documents: z.infer<typeof voidedDocumentsRow>;
}

/**
 * The columns of each synced table as SQLite keeps them (raw tables: rowid
 * tables without any constraint but the primary key, since one row that
 * SQLite refused would block every checkpoint).
 */
export const syncedColumns = {
  categories: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'sort_order integer',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  customers: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'phone text',
    'email text',
    'credit_limit_minor integer',
    'credit_days integer',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  devices: [
    'id text primary key not null',
    'location_id text',
    'code text',
    'name text',
    'retired_at text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  document_outcomes: [
    'id text primary key not null',
    'location_id text',
    'device_id text',
    'entity_type text',
    'outcome text',
    'journal_seq integer',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  items: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'barcode text',
    'category_id text',
    'unit_id text',
    'tax_rate_id text',
    'price_minor integer',
    'cost_minor integer',
    'is_batch_tracked integer',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  location_journal_heads: [
    'id text primary key not null',
    'location_id text',
    'journal_seq integer',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  location_members: [
    'id text primary key not null',
    'location_id text',
    'user_id text',
    'role text',
    'display_name text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  location_settings: [
    'id text primary key not null',
    'location_id text',
    'negative_stock_policy text',
    'block_on_sync text',
    'currency text',
    'currency_decimals integer',
    'cash_rounding_minor integer',
    'tax_mode text',
    'time_zone text',
    'receipt_header text',
    'receipt_footer text',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
    'discount_limit_ppm integer',
  ],
  locations: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'code text',
    'kind text',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  master_conflicts: [
    'id text primary key not null',
    'location_id text',
    'edit_id text',
    'table_name text',
    'record_id text',
    'field text',
    'reason text',
    'loser_values text',
    'loser_stamp text',
    'loser_by text',
    'loser_device_id text',
    'winner_values text',
    'winner_stamp text',
    'winner_by text',
    'winner_device_id text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  rejected_documents: [
    'id text primary key not null',
    'location_id text',
    'entity_type text',
    'document_id text',
    'number text',
    'code text',
    'message text',
    'field text',
    'record text',
    'tries integer',
    'resolved_at text',
    'resolved_by text',
    'resolution text',
    'resolution_reason text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  sales_invoice_lines: [
    'id text primary key not null',
    'location_id text',
    'invoice_id text',
    'line_no integer',
    'item_id text',
    'lot_id text',
    'item_name text',
    'unit_symbol text',
    'quantity_milli integer',
    'price_minor integer',
    'list_price_minor integer',
    'discount_minor integer',
    'tax_rate_id text',
    'tax_rate_ppm integer',
    'amount_minor integer',
    'tax_minor integer',
    'business_month text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  sales_invoice_payments: [
    'id text primary key not null',
    'location_id text',
    'invoice_id text',
    'line_no integer',
    'method text',
    'amount_minor integer',
    'rounding_minor integer',
    'tendered_minor integer',
    'change_minor integer',
    'reference text',
    'business_month text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  sales_invoices: [
    'id text primary key not null',
    'location_id text',
    'device_id text',
    'invoice_number text',
    'printed_number text',
    'kind text',
    'status text',
    'customer_id text',
    'cashier_id text',
    'approved_by text',
    'approved_for text',
    'approval_reason text',
    'submitted_by text',
    'currency text',
    'tax_mode text',
    'subtotal_minor integer',
    'discount_minor integer',
    'tax_minor integer',
    'total_minor integer',
    'note text',
    'flags text',
    'journal_seq integer',
    'business_date text',
    'business_month text',
    'client_created_at text',
    'client_updated_at text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  stock_adjustment_lines: [
    'id text primary key not null',
    'location_id text',
    'adjustment_id text',
    'line_no integer',
    'item_id text',
    'lot_id text',
    'item_name text',
    'unit_symbol text',
    'quantity_milli integer',
    'unit_cost_minor integer',
    'business_month text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  stock_adjustments: [
    'id text primary key not null',
    'location_id text',
    'device_id text',
    'adjustment_number text',
    'printed_number text',
    'reason text',
    'note text',
    'status text',
    'cashier_id text',
    'approved_by text',
    'approved_for text',
    'approval_reason text',
    'submitted_by text',
    'flags text',
    'journal_seq integer',
    'business_date text',
    'business_month text',
    'client_created_at text',
    'client_updated_at text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  stock_balances: [
    'id text primary key not null',
    'location_id text',
    'item_id text',
    'lot_id text',
    'quantity_milli integer',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  stock_lots: [
    'id text primary key not null',
    'location_id text',
    'item_id text',
    'batch_number text',
    'expiry_date text',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  suppliers: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'phone text',
    'email text',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  tax_rates: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'rate_ppm integer',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  units: [
    'id text primary key not null',
    'location_id text',
    'name text',
    'symbol text',
    'quantity_decimals integer',
    'is_archived integer',
    'stamps text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
  voided_documents: [
    'id text primary key not null',
    'location_id text',
    'device_id text',
    'entity_type text',
    'number text',
    'reason text',
    'created_at text',
    'updated_at text',
    'created_by text',
  ],
} as const satisfies Record<keyof SyncedTables, readonly string[]>;
