-- Below how much of an item the shop buys again: it is then listed as low.
-- Nothing said: it never is. No row changes, so none has to be sent again.

alter table public.items
  add column reorder_level_milli bigint check (reorder_level_milli between 0 and 1000000000);
comment on column public.items.reorder_level_milli is
  'At or below this much on hand the item is low; null: never.';
grant insert (reorder_level_milli), update (reorder_level_milli) on public.items to flux_writer;

create or replace function app.master_columns(p_table text)
returns table (column_name text, field text, refers_to text, is_fixed boolean)
language sql immutable
begin atomic
  select c.column_name, coalesce(c.group_name, c.column_name), c.refers_to, c.is_fixed
  from (values
    ('categories', 'name', null, null, false),
    ('categories', 'sort_order', null, null, false),
    ('categories', 'is_archived', null, null, false),
    ('units', 'name', null, null, false),
    ('units', 'symbol', null, null, false),
    ('units', 'quantity_decimals', null, null, false),
    ('units', 'is_archived', null, null, false),
    ('tax_rates', 'name', null, null, false),
    ('tax_rates', 'rate_ppm', null, null, false),
    ('tax_rates', 'is_archived', null, null, false),
    ('items', 'name', null, null, false),
    ('items', 'barcode', null, null, false),
    ('items', 'category_id', null, 'categories', false),
    ('items', 'unit_id', null, 'units', false),
    -- A price is a price with its tax in it: one person's amount under
    -- another's rate is what neither of them meant to charge.
    ('items', 'price_minor', 'price', null, false),
    ('items', 'tax_rate_id', 'price', 'tax_rates', false),
    ('items', 'cost_minor', null, null, false),
    ('items', 'reorder_level_milli', null, null, false),
    ('items', 'is_batch_tracked', null, null, false),
    ('items', 'is_archived', null, null, false),
    ('customers', 'name', null, null, false),
    ('customers', 'phone', null, null, false),
    ('customers', 'email', null, null, false),
    -- How much and for how long is one promise: a limit that was raised for
    -- seven days must not be had for sixty.
    ('customers', 'credit_limit_minor', 'credit', null, false),
    ('customers', 'credit_days', 'credit', null, false),
    ('customers', 'is_archived', null, null, false),
    ('suppliers', 'name', null, null, false),
    ('suppliers', 'phone', null, null, false),
    ('suppliers', 'email', null, null, false),
    ('suppliers', 'is_archived', null, null, false),
    -- The id of a batch is made of these: another number is another batch.
    ('stock_lots', 'item_id', null, 'items', true),
    ('stock_lots', 'batch_number', null, null, true),
    ('stock_lots', 'expiry_date', null, null, true),
    -- What blocks a sale, and what then becomes of one that was made offline,
    -- are the two halves of one rule.
    ('location_settings', 'negative_stock_policy', 'stock_policy', null, false),
    ('location_settings', 'block_on_sync', 'stock_policy', null, false),
    -- The decimals say where the point of every amount stands.
    ('location_settings', 'currency', 'currency', null, false),
    ('location_settings', 'currency_decimals', 'currency', null, false),
    ('location_settings', 'cash_rounding_minor', null, null, false),
    ('location_settings', 'discount_limit_ppm', null, null, false),
    ('location_settings', 'tax_mode', null, null, false),
    ('location_settings', 'time_zone', null, null, false),
    ('location_settings', 'receipt_header', null, null, false),
    ('location_settings', 'receipt_footer', null, null, false),
    -- Not `code`: it is in every number that was ever printed here.
    ('locations', 'name', null, null, false),
    ('locations', 'kind', null, null, false)
  ) c(table_name, column_name, group_name, refers_to, is_fixed)
  where c.table_name = p_table;
end;
