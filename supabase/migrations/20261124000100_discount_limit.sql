-- How much a cashier may take off a line alone. Beyond it, and for any price
-- that is not the list's, a manager says yes at the till (design section 3).
-- What was sold has been sold: a yes that is missing is flagged, not refused.

alter table public.location_settings
  add column discount_limit_ppm integer not null default 100000 check (discount_limit_ppm between 0 and 1000000);
comment on column public.location_settings.discount_limit_ppm is
  'The most that a cashier may take off a line without a manager, in millionths of its amount at the price charged.';
grant update (discount_limit_ppm) on public.location_settings to flux_writer;
-- A column with a default changes no row, and what does not change is not replicated.
update public.location_settings set updated_at = now();

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

create function app.flag_unapproved(p app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  v_limit_ppm integer;
begin
  -- Most sales are at the price of the list: nothing is read for them.
  if not p.flags && '{price_overridden,discounted}' or app.role_of(h.cashier_id, p.location_id) in ('manager', 'admin') then
    return v;
  end if;
  if p.flags @> '{price_overridden}' and not (p.flags @> '{approved}' and app.array_of(p.payload, 'approved_for') @> '["price"]') then
    v.flags := v.flags || 'price_unapproved'::text;
  end if;
  if p.flags @> '{discounted}' and not (p.flags @> '{approved}' and app.array_of(p.payload, 'approved_for') @> '["discount"]') then
    select s.discount_limit_ppm into v_limit_ppm from public.location_settings s where s.location_id = p.location_id;
    -- One minor unit more is what sharing a discount among lines may add.
    if exists (select from unnest(p_lines) l
        where l.discount_minor > round(round(l.price_minor::numeric * l.quantity_milli / 1000) * v_limit_ppm / 1000000) + 1) then
      v.flags := v.flags || 'discount_unapproved'::text;
    end if;
  end if;
  return v;
end;
$$;
comment on function app.flag_unapproved(app.posting, public.sales_invoices, public.sales_invoice_lines[]) is
  'Flags a price or a discount that needed a manager and had none: the same rule as src/domain/selling-rights.ts. Asked after the lines are checked and the people are known.';

create or replace function app.post_sale(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.sales_invoices := jsonb_populate_record(null::public.sales_invoices, p.payload - 'flags');
  v_lines public.sales_invoice_lines[] := array(
    select jsonb_populate_recordset(null::public.sales_invoice_lines, app.array_of(p.payload, 'lines')));
  v_payments public.sales_invoice_payments[] := array(
    select jsonb_populate_recordset(null::public.sales_invoice_payments, app.array_of(p.payload, 'payments')));
begin
  if h.kind is distinct from 'sale' then
    perform app.refuse('RVKND', 'Returns cannot be posted yet.', 'kind');
  end if;
  if h.customer_id is not null and not exists (
    select from public.customers c where c.id = h.customer_id and c.location_id = p.location_id) then
    perform app.refuse('RDCUS', 'The sale names a customer that this location does not have.', 'customer_id');
  end if;
  if length(h.note) > 500 or length(h.currency) <> 3 then
    perform app.refuse('RVSHP', 'The note is too long, or the currency is not one.', 'note');
  end if;
  v := app.check_sale_lines(v, h, v_lines);
  v := app.check_sale_payments(v, h, v_payments);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.flag_unapproved(v, h, v_lines);
  v := app.claim(v, 'S', h.invoice_number, h.business_date);
  -- Stock first, so that its flag is on the header, which cannot be changed.
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, -l.quantity_milli, null)::app.move from unnest(v_lines) l order by l.line_no));

  insert into public.sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status,
    customer_id, cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor,
    note, flags, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.invoice_number, h.kind, 'posted',
    h.customer_id, h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, h.tax_mode, h.subtotal_minor, h.discount_minor, h.tax_minor, h.total_minor,
    coalesce(h.note, ''), to_jsonb(v.flags), v.journal_seq, v.business_date, v.business_month,
    v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.sales_invoice_lines (id, location_id, invoice_id, line_no, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, price_minor, list_price_minor, discount_minor, tax_rate_id, tax_rate_ppm, amount_minor, tax_minor,
    business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.price_minor, l.list_price_minor, l.discount_minor, l.tax_rate_id, l.tax_rate_ppm, l.amount_minor, l.tax_minor,
    v.business_month, v.author_id
  from unnest(v_lines) l;
  insert into public.sales_invoice_payments (id, location_id, invoice_id, line_no, method, amount_minor, rounding_minor,
    tendered_minor, change_minor, reference, business_month, created_by)
  select y.id, v.location_id, v.entity_id, y.line_no, y.method, y.amount_minor, y.rounding_minor,
    y.tendered_minor, y.change_minor, coalesce(y.reference, ''), v.business_month, v.author_id
  from unnest(v_payments) y;
  return app.answer(v);
end;
$$;
