-- The floor of posting: the rows of app.post_sale with no check, no policy and
-- no answer beyond the journal number, in one function of one record.
create function public.hand_written(r jsonb) returns bigint
language plpgsql security definer
set search_path = public
set plan_cache_mode = 'force_generic_plan'
as $$
declare
  s bigint;
  p jsonb := r -> 'payload';
  d uuid := r ->> 'entity_id';
  l uuid := r ->> 'location_id';
  device uuid := p ->> 'device_id';
  day date := p ->> 'business_date';
  month text := left(p ->> 'business_date', 7);
  me uuid := current_setting('request.jwt.claims')::jsonb ->> 'sub';
begin
  update location_journal_heads set journal_seq = journal_seq + 1, updated_at = now()
  where location_id = l returning journal_seq into s;
  insert into document_keys (id, location_id, entity_type, number, device_id, payload_hash, journal_seq, created_by)
  values (d, l, 'sales_invoice', p ->> 'invoice_number', device, 'none', s, me);
  insert into stock_moves (id, location_id, item_id, entity_type, document_id, quantity_milli, value_minor,
    journal_seq, business_date, business_month, created_by)
  select x.id, l, x.item_id, 'sales_invoice', d, -x.quantity_milli, 0, s, day, month, me
  from jsonb_to_recordset(p -> 'lines') as x (id uuid, item_id uuid, quantity_milli bigint);
  insert into item_costs as c (id, location_id, item_id, quantity_milli, value_minor, last_cost_minor, created_by)
  select x.item_id, l, x.item_id, -sum(x.quantity_milli), 0, 0, me
  from jsonb_to_recordset(p -> 'lines') as x (item_id uuid, quantity_milli bigint)
  group by x.item_id order by x.item_id
  on conflict (id) do update set quantity_milli = c.quantity_milli + excluded.quantity_milli, updated_at = now();
  insert into stock_balances as b (location_id, item_id, quantity_milli, created_by)
  select l, x.item_id, -sum(x.quantity_milli), me
  from jsonb_to_recordset(p -> 'lines') as x (item_id uuid, quantity_milli bigint)
  group by x.item_id order by x.item_id
  on conflict (location_id, item_id, lot_id) do update
  set quantity_milli = b.quantity_milli + excluded.quantity_milli, updated_at = now();
  insert into sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status, cashier_id,
    currency, tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor, journal_seq, business_date,
    business_month, client_created_at, client_updated_at, created_by)
  values (d, l, device, p ->> 'invoice_number', p ->> 'invoice_number', 'sale', 'posted', (p ->> 'cashier_id')::uuid,
    p ->> 'currency', (p ->> 'tax_mode')::tax_mode, (p ->> 'subtotal_minor')::bigint, (p ->> 'discount_minor')::bigint,
    (p ->> 'tax_minor')::bigint, (p ->> 'total_minor')::bigint, s, day, month,
    (r ->> 'client_created_at')::timestamptz, (r ->> 'client_updated_at')::timestamptz, me);
  insert into sales_invoice_lines (id, location_id, invoice_id, line_no, item_id, item_name, unit_symbol,
    quantity_milli, price_minor, list_price_minor, discount_minor, tax_rate_id, tax_rate_ppm, amount_minor,
    tax_minor, business_month, created_by)
  select x.id, l, d, x.line_no, x.item_id, x.item_name, x.unit_symbol, x.quantity_milli, x.price_minor,
    x.list_price_minor, x.discount_minor, x.tax_rate_id, x.tax_rate_ppm, x.amount_minor, x.tax_minor, month, me
  from jsonb_to_recordset(p -> 'lines') as x (id uuid, line_no integer, item_id uuid, item_name text,
    unit_symbol text, quantity_milli bigint, price_minor bigint, list_price_minor bigint, discount_minor bigint,
    tax_rate_id uuid, tax_rate_ppm integer, amount_minor bigint, tax_minor bigint);
  insert into sales_invoice_payments (id, location_id, invoice_id, line_no, method, amount_minor, rounding_minor,
    tendered_minor, change_minor, business_month, created_by)
  select x.id, l, d, x.line_no, x.method, x.amount_minor, x.rounding_minor, x.tendered_minor, x.change_minor, month, me
  from jsonb_to_recordset(p -> 'payments') as x (id uuid, line_no integer, method payment_method,
    amount_minor bigint, rounding_minor bigint, tendered_minor bigint, change_minor bigint);
  insert into document_outcomes (id, location_id, device_id, entity_type, outcome, journal_seq, created_by)
  values (d, l, device, 'sales_invoice', 'posted', s, me);
  return s;
end;
$$;
