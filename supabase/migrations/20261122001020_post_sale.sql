-- Posting a sale. A sale whose money is taken is a fact: only what cannot be a
-- true record is refused (shape, arithmetic, unknown or foreign ids, missing
-- batch, stock under BLOCK with hold). What differs from the books (price,
-- rate, clock) posts and is flagged for a manager.

create function app.check_sale_lines(p app.posting, p_tax_mode public.tax_mode, p_lines public.sales_invoice_lines[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  bad record;
begin
  select
    min(l.line_no) filter (where i.id is null) as item,
    min(l.line_no) filter (where t.id is null) as tax_rate,
    min(l.line_no) filter (where i.is_batch_tracked and l.lot_id is null) as no_lot,
    min(l.line_no) filter (where l.lot_id is not null and s.id is null) as lot,
    min(l.line_no) filter (where l.quantity_milli not between 1 and 1000000000) as quantity,
    min(l.line_no) filter (where l.price_minor not between 0 and 100000000000
      or l.list_price_minor not between 0 and 100000000000) as price,
    min(l.line_no) filter (where l.discount_minor < 0 or l.amount_minor < 0
      or round(l.price_minor::numeric * l.quantity_milli / 1000) > 1000000000000000
      or l.amount_minor <> round(l.price_minor::numeric * l.quantity_milli / 1000) - l.discount_minor) as amount,
    min(l.line_no) filter (where l.tax_minor <> case p_tax_mode
      when 'inclusive' then round(l.amount_minor::numeric * l.tax_rate_ppm / (1000000 + l.tax_rate_ppm))
      else round(l.amount_minor::numeric * l.tax_rate_ppm / 1000000) end) as tax,
    min(l.line_no) filter (where l.item_name is null or length(l.item_name) > 200
      or l.unit_symbol is null or length(l.unit_symbol) > 12) as text,
    bool_or(l.list_price_minor <> i.price_minor) as price_changed,
    bool_or(l.price_minor <> l.list_price_minor) as price_overridden,
    bool_or(l.discount_minor > 0) as discounted,
    bool_or(l.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0) as part_of_piece,
    bool_or(l.tax_rate_ppm <> t.rate_ppm or l.tax_rate_id <> i.tax_rate_id) as tax_changed,
    bool_or(l.lot_id is not null and s.expiry_date < p.today) as expired
  into bad
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.units u on u.id = i.unit_id and u.location_id = p.location_id
  left join public.tax_rates t on t.id = l.tax_rate_id and t.location_id = p.location_id
  left join public.stock_lots s on s.id = l.lot_id and s.item_id = l.item_id and s.location_id = p.location_id;

  if bad.item is not null then
    perform app.refuse('RDITM', format('Line %s names an item that is not in the catalog of this location.', bad.item), 'item_id');
  elsif bad.tax_rate is not null then
    perform app.refuse('RDTAX', format('Line %s names a tax rate that this location does not have.', bad.tax_rate), 'tax_rate_id');
  elsif bad.no_lot is not null then
    perform app.refuse('RVLOT', format('Line %s needs a batch: the item is batch-tracked.', bad.no_lot), 'lot_id');
  elsif bad.lot is not null then
    perform app.refuse('RDLOT', format('Line %s names a batch that does not belong to its item.', bad.lot), 'lot_id');
  elsif bad.quantity is not null then
    perform app.refuse('RVQTY', format('The quantity of line %s is not possible.', bad.quantity), 'quantity_milli');
  elsif bad.price is not null then
    perform app.refuse('RVPRC', format('The price of line %s is not possible.', bad.price), 'price_minor');
  elsif bad.amount is not null then
    perform app.refuse('RVTOT', format('The amount of line %s is not its price times its quantity, less discount.', bad.amount), 'amount_minor');
  elsif bad.tax is not null then
    perform app.refuse('RVTOT', format('The tax of line %s does not follow from its amount and rate.', bad.tax), 'tax_minor');
  elsif bad.text is not null then
    perform app.refuse('RVSHP', format('Line %s has no name or unit, or one that is too long.', bad.text), 'item_name');
  end if;

  v.flags := v.flags || array_remove(array[
    case when bad.price_changed then 'price_changed' end,
    case when bad.price_overridden then 'price_overridden' end,
    case when bad.discounted then 'discounted' end,
    case when bad.part_of_piece then 'part_of_piece' end,
    case when p_tax_mode <> p.tax_mode then 'tax_mode_differs' end,
    case when bad.tax_changed then 'tax_changed' end,
    case when bad.expired then 'expired_lot' end], null);
  return v;
end;
$$;
comment on function app.check_sale_lines(app.posting, public.tax_mode, public.sales_invoice_lines[]) is
  'Recomputes every line (the same arithmetic as src/domain) and resolves every id inside the location; the first fault is the answer.';

create function app.check_sale_totals(
  p_header public.sales_invoices, p_lines public.sales_invoice_lines[], p_payments public.sales_invoice_payments[]
) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_amount numeric;
  v_discount numeric;
  v_tax numeric;
  v_total numeric;
  v_paid numeric;
  v_drawer_fault integer;
begin
  select sum(l.amount_minor), sum(l.discount_minor), sum(l.tax_minor) into v_amount, v_discount, v_tax
  from unnest(p_lines) l;
  v_total := v_amount + case p_header.tax_mode when 'exclusive' then v_tax else 0 end;
  if (p_header.subtotal_minor, p_header.discount_minor, p_header.tax_minor, p_header.total_minor)
    is distinct from (v_amount + v_discount, v_discount, v_tax, v_total) then
    perform app.refuse('RVTOT', 'The total of the sale does not match its lines.', 'total_minor');
  end if;
  if v_total > 1000000000000000 or v_amount + v_discount > 1000000000000000 then
    perform app.refuse('RVTOT', 'The total of the sale is not possible.', 'total_minor');
  end if;

  select sum(y.amount_minor),
    min(y.line_no) filter (where y.amount_minor < 0 or y.tendered_minor < 0 or y.change_minor < 0
      or y.tendered_minor - y.change_minor <> y.amount_minor + y.rounding_minor
      or (y.method <> 'cash' and (y.change_minor <> 0 or y.rounding_minor <> 0))
      or y.tendered_minor > 1000000000000000 or abs(y.rounding_minor) > 50000)
  into v_paid, v_drawer_fault
  from unnest(p_payments) y;
  if v_drawer_fault is not null then
    perform app.refuse('RVPAY', format('Payment %s does not add up: given less change must be its amount.', v_drawer_fault), 'payments');
  end if;
  -- Coins round what cash pays as a whole, once.
  if (select count(*) from unnest(p_payments) y where y.rounding_minor <> 0) > 1 then
    perform app.refuse('RVPAY', 'More than one payment is rounded.', 'payments');
  end if;
  if v_paid is distinct from v_total then
    perform app.refuse('RVPAY', 'The payments do not settle the total.', 'payments');
  end if;
end;
$$;
comment on function app.check_sale_totals(public.sales_invoices, public.sales_invoice_lines[], public.sales_invoice_payments[]) is
  'A client''s totals are never trusted: they must be what the lines and payments add up to.';

create function app.check_ids(p_ids uuid[], p_line_nos integer[], p_most integer, p_field text) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if coalesce(cardinality(p_ids), 0) = 0 then
    perform app.refuse('RVLIN', format('The document has no %s.', p_field), p_field);
  end if;
  if cardinality(p_ids) > p_most then
    perform app.refuse('RVSIZ', format('The document has more than %s %s. Split it into several.', p_most, p_field), p_field);
  end if;
  if array_position(p_ids, null) is not null or array_position(p_line_nos, null) is not null
    or (select count(distinct x) from unnest(p_ids) x) <> cardinality(p_ids)
    or (select count(distinct x) from unnest(p_line_nos) x) <> cardinality(p_line_nos) then
    perform app.refuse('RVLIN', format('Two %s of the document have the same id or number, or one has none.', p_field), p_field);
  end if;
end;
$$;
comment on function app.check_ids(uuid[], integer[], integer, text) is 'Every line has an id and a number of its own, and there are not too many.';

create function app.post_sale(p app.posting) returns jsonb
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
  perform app.check_ids(array(select l.id from unnest(v_lines) l), array(select l.line_no from unnest(v_lines) l), 500, 'lines');
  perform app.check_ids(array(select y.id from unnest(v_payments) y), array(select y.line_no from unnest(v_payments) y), 20, 'payments');
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
  v := app.check_sale_lines(v, h.tax_mode, v_lines);
  perform app.check_sale_totals(h, v_lines, v_payments);
  v.flags := v.flags || array_remove(array[
    case when h.currency <> p.currency then 'currency_differs' end,
    case when exists (select from unnest(v_payments) y where abs(y.rounding_minor) * 2 > p.cash_rounding_minor
      or (p.cash_rounding_minor = 1 and y.rounding_minor <> 0)) then 'rounding_differs' end], null);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'S', h.invoice_number, h.business_date);
  -- Stock first, so that its flag is on the header, which cannot be changed.
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, -l.quantity_milli, null)::app.move from unnest(v_lines) l order by l.line_no));

  insert into public.sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status,
    customer_id, cashier_id, approved_by, currency, tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor,
    note, flags, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.invoice_number, h.kind, 'posted',
    h.customer_id, h.cashier_id, h.approved_by, h.currency, h.tax_mode, h.subtotal_minor, h.discount_minor, h.tax_minor, h.total_minor,
    coalesce(h.note, ''), to_jsonb(v.flags), v.journal_seq, v.business_date, v.business_month,
    v.client_created_at, v.client_updated_at, v.actor_id);
  insert into public.sales_invoice_lines (id, location_id, invoice_id, line_no, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, price_minor, list_price_minor, discount_minor, tax_rate_id, tax_rate_ppm, amount_minor, tax_minor,
    business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.price_minor, l.list_price_minor, l.discount_minor, l.tax_rate_id, l.tax_rate_ppm, l.amount_minor, l.tax_minor,
    v.business_month, v.actor_id
  from unnest(v_lines) l;
  insert into public.sales_invoice_payments (id, location_id, invoice_id, line_no, method, amount_minor, rounding_minor,
    tendered_minor, change_minor, reference, business_month, created_by)
  select y.id, v.location_id, v.entity_id, y.line_no, y.method, y.amount_minor, y.rounding_minor,
    y.tendered_minor, y.change_minor, coalesce(y.reference, ''), v.business_month, v.actor_id
  from unnest(v_payments) y;
  return app.answer(v);
end;
$$;
comment on function app.post_sale(app.posting) is
  'Header, lines, payments, moves, costs, balances and journal of a sale, whole or not at all (R8.2-1, R8.2-2).';

create function app.array_of(p_payload jsonb, p_key text) returns jsonb
language sql immutable
return case when jsonb_typeof(p_payload -> p_key) = 'array' then p_payload -> p_key else '[]'::jsonb end;
comment on function app.array_of(jsonb, text) is 'A part of a payload that should be a list; anything else counts as none, and is refused as such.';
