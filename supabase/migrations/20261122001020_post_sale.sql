-- Posting a sale. A sale whose money is taken is a fact: only what cannot be a
-- true record is refused (shape, arithmetic, unknown or foreign ids, missing
-- batch, stock under BLOCK with hold). What differs from the books (price,
-- rate, clock) posts and is flagged for a manager.

create function app.check_ids(p_count bigint, p_id_count bigint, p_line_no_count bigint, p_most integer, p_field text)
returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  if p_count = 0 then
    perform app.refuse('RVLIN', format('The document has no %s.', p_field), p_field);
  elsif p_count > p_most then
    perform app.refuse('RVSIZ', format('The document has more than %s %s. Split it into several.', p_most, p_field), p_field);
  elsif p_id_count <> p_count or p_line_no_count <> p_count then
    perform app.refuse('RVLIN', format('Two %s of the document have the same id or number, or one has none.', p_field), p_field);
  end if;
end;
$$;
comment on function app.check_ids(bigint, bigint, bigint, integer, text) is
  'Every line has an id and a number of its own, and there are not too many: how many lines, different ids and different numbers there are.';

create function app.refuse_line(p_fault integer, p_line_no integer) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  case p_fault
    when 1 then perform app.refuse('RDITM', format('Line %s names an item that is not in the catalog of this location.', p_line_no), 'item_id');
    when 2 then perform app.refuse('RDTAX', format('Line %s names a tax rate that this location does not have.', p_line_no), 'tax_rate_id');
    when 3 then perform app.refuse('RVLOT', format('Line %s needs a batch: the item is batch-tracked.', p_line_no), 'lot_id');
    when 4 then perform app.refuse('RDLOT', format('Line %s names a batch that does not belong to its item.', p_line_no), 'lot_id');
    when 5 then perform app.refuse('RVQTY', format('The quantity of line %s is not possible.', p_line_no), 'quantity_milli');
    when 6 then perform app.refuse('RVPRC', format('The price of line %s is not possible.', p_line_no), 'price_minor');
    when 7 then perform app.refuse('RVPRC', format('The cost of line %s is not possible, or it stands on a decrease.', p_line_no), 'unit_cost_minor');
    when 8 then perform app.refuse('RVTOT', format('The amount of line %s is not its price times its quantity, less discount.', p_line_no), 'amount_minor');
    when 9 then perform app.refuse('RVTOT', format('The tax of line %s does not follow from its amount and rate.', p_line_no), 'tax_minor');
    when 10 then perform app.refuse('RVSHP', format('Line %s has no name or unit, or one that is too long.', p_line_no), 'item_name');
  end case;
end;
$$;
comment on function app.refuse_line(integer, integer) is
  'Refuses a line of any kind of document. Of several faults the one with the least number is told, at its first line.';

create function app.check_sale_lines(p app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  x record;
begin
  -- One pass. An array sorts by its first element, and null after everything.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    sum(l.amount_minor) as amount, sum(l.discount_minor) as discount, sum(l.tax_minor) as tax,
    min(array[case
      when i.id is null then 1
      when t.id is null then 2
      when i.is_batch_tracked and l.lot_id is null then 3
      when l.lot_id is not null and s.id is null then 4
      when l.quantity_milli not between 1 and 1000000000 then 5
      when l.price_minor not between 0 and 100000000000 or l.list_price_minor not between 0 and 100000000000 then 6
      when l.discount_minor < 0 or l.amount_minor < 0
        or round(l.price_minor::numeric * l.quantity_milli / 1000) > 1000000000000000
        or l.amount_minor <> round(l.price_minor::numeric * l.quantity_milli / 1000) - l.discount_minor then 8
      when l.tax_minor <> case h.tax_mode
        when 'inclusive' then round(l.amount_minor::numeric * l.tax_rate_ppm / (1000000 + l.tax_rate_ppm))
        else round(l.amount_minor::numeric * l.tax_rate_ppm / 1000000) end then 9
      when l.item_name is null or length(l.item_name) > 200 or l.unit_symbol is null or length(l.unit_symbol) > 12 then 10
    end, l.line_no]) as fault,
    bool_or(l.list_price_minor <> i.price_minor) as price_changed,
    bool_or(l.price_minor <> l.list_price_minor) as price_overridden,
    bool_or(l.discount_minor > 0) as discounted,
    bool_or(l.quantity_milli % (10 ^ (3 - u.quantity_decimals))::bigint <> 0) as part_of_piece,
    bool_or(l.tax_rate_ppm <> t.rate_ppm or l.tax_rate_id <> i.tax_rate_id) as tax_changed,
    bool_or(l.lot_id is not null and s.expiry_date < p.today) as expired
  into x
  from unnest(p_lines) l
  left join public.items i on i.id = l.item_id and i.location_id = p.location_id
  left join public.units u on u.id = i.unit_id and u.location_id = p.location_id
  left join public.tax_rates t on t.id = l.tax_rate_id and t.location_id = p.location_id
  left join public.stock_lots s on s.id = l.lot_id and s.item_id = l.item_id and s.location_id = p.location_id;

  perform app.check_ids(x.lines, x.ids, x.line_nos, 500, 'lines');
  if x.fault[1] is not null then
    perform app.refuse_line(x.fault[1], x.fault[2]);
  end if;
  if (h.subtotal_minor, h.discount_minor, h.tax_minor, h.total_minor) is distinct from (x.amount + x.discount, x.discount,
    x.tax, x.amount + case h.tax_mode when 'exclusive' then x.tax else 0 end) then
    perform app.refuse('RVTOT', 'The total of the sale does not match its lines.', 'total_minor');
  elsif h.total_minor > 1000000000000000 or h.subtotal_minor > 1000000000000000 then
    perform app.refuse('RVTOT', 'The total of the sale is not possible.', 'total_minor');
  end if;

  v.flags := v.flags || array_remove(array[
    case when x.price_changed then 'price_changed' end,
    case when x.price_overridden then 'price_overridden' end,
    case when x.discounted then 'discounted' end,
    case when x.part_of_piece then 'part_of_piece' end,
    case when h.tax_mode <> p.tax_mode then 'tax_mode_differs' end,
    case when x.tax_changed then 'tax_changed' end,
    case when x.expired then 'expired_lot' end,
    case when h.currency <> p.currency then 'currency_differs' end], null);
  return v;
end;
$$;
comment on function app.check_sale_lines(app.posting, public.sales_invoices, public.sales_invoice_lines[]) is
  'Recomputes every line (the same arithmetic as src/domain) and the totals, which are never trusted, and resolves every id inside the location; the first fault is the answer.';

create function app.check_sale_payments(p app.posting, h public.sales_invoices, p_payments public.sales_invoice_payments[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  x record;
begin
  select count(*) as payments, count(distinct y.id) as ids, count(distinct y.line_no) as line_nos, sum(y.amount_minor) as paid,
    min(y.line_no) filter (where y.amount_minor < 0 or y.tendered_minor < 0 or y.change_minor < 0
      or y.tendered_minor - y.change_minor <> y.amount_minor + y.rounding_minor
      or (y.method <> 'cash' and (y.change_minor <> 0 or y.rounding_minor <> 0))
      or y.tendered_minor > 1000000000000000 or abs(y.rounding_minor) > 50000) as fault,
    count(*) filter (where y.rounding_minor <> 0) as rounded,
    bool_or(abs(y.rounding_minor) * 2 > p.cash_rounding_minor
      or (p.cash_rounding_minor = 1 and y.rounding_minor <> 0)) as rounding_differs
  into x
  from unnest(p_payments) y;

  perform app.check_ids(x.payments, x.ids, x.line_nos, 20, 'payments');
  if x.fault is not null then
    perform app.refuse('RVPAY', format('Payment %s does not add up: given less change must be its amount.', x.fault), 'payments');
  -- Coins round what cash pays as a whole, once.
  elsif x.rounded > 1 then
    perform app.refuse('RVPAY', 'More than one payment is rounded.', 'payments');
  elsif x.paid is distinct from h.total_minor then
    perform app.refuse('RVPAY', 'The payments do not settle the total.', 'payments');
  end if;
  if x.rounding_differs then
    v.flags := v.flags || 'rounding_differs'::text;
  end if;
  return v;
end;
$$;
comment on function app.check_sale_payments(app.posting, public.sales_invoices, public.sales_invoice_payments[]) is
  'The payments of a sale settle its total, which has been checked, and each adds up in the drawer.';

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
comment on function app.post_sale(app.posting) is
  'Header, lines, payments, moves, costs, balances and journal of a sale, whole or not at all (R8.2-1, R8.2-2).';
