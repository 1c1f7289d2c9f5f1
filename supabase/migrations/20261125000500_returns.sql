-- A return is a sales invoice of kind return (R9.2-2): it names the sale that it
-- corrects, its lines name the lines of that sale, and its payments are what was
-- paid back. Nothing of the sale changes. Without a receipt it names no sale,
-- and needs a manager.

alter table public.sales_invoices
  add column original_id uuid references public.sales_invoices (id) on delete restrict,
  add column exchange_id uuid,
  add column original_month text,
  add constraint only_a_return_corrects check (kind = 'return' or original_id is null);
alter table public.sales_invoice_lines
  add column original_line_id uuid references public.sales_invoice_lines (id) on delete restrict,
  add column is_restocked boolean,
  add column original_month text;
alter table public.sales_invoice_payments
  add column original_month text;
comment on column public.sales_invoices.original_id is 'The sale that a return corrects; null of a sale, and of a return without a receipt.';
comment on column public.sales_invoices.exchange_id is
  'The other half of an exchange: of a sale the return whose goods were given for it, of a return that sale. Each names the other before either is here, and a half may be closed for good, so it refers to no row.';
comment on column public.sales_invoice_lines.original_line_id is 'The line of that sale.';
comment on column public.sales_invoice_lines.is_restocked is 'Of a return: whether the goods went back on the shelf; what did not moves no stock. Null of a sale.';
comment on column public.sales_invoices.original_month is
  'Of a return: the business month of the sale that it corrects, where that is another. Whoever has the sale''s month has what came back of it, whenever that was.';
comment on column public.sales_invoice_lines.original_month is 'As in sales_invoices.';
comment on column public.sales_invoice_payments.original_month is 'As in sales_invoices.';
create index sales_invoices_original on public.sales_invoices (original_id) where original_id is not null;
create index sales_invoice_lines_original on public.sales_invoice_lines (original_line_id) where original_line_id is not null;

-- What a return corrects has to be read, inside the location that is posted to: its header and its payments as by a shift.
create policy "posting reads" on public.sales_invoice_lines
  for select to flux_writer using (location_id = app.posting_location_id());
grant select on public.sales_invoice_lines to flux_writer;

alter function app.post_sales_invoice(app.posting) rename to post_sale;

create function app.check_exchange(p app.posting) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  v_return_id uuid := app.id_of(p.payload, 'exchange_id');
begin
  if v_return_id is null or exists (
    select from public.sales_invoices r
    where r.id = v_return_id and r.location_id = p.location_id and r.kind = 'return' and r.exchange_id = p.entity_id) then
    return v;
  elsif not exists (select from public.voided_documents d where d.id = v_return_id and d.location_id = p.location_id) then
    perform app.refuse('RDSAL', 'What was given back for this sale is not at the server.', 'exchange_id');
  end if;
  v.flags := v.flags || 'exchange_voided'::text;
  return v;
end;
$$;
comment on function app.check_exchange(app.posting) is
  'A sale that goods were given back for waits for their return, which names it; should that be closed for good, it posts alone and is flagged. No money is between the two: each pays, or pays back, in ways that are true of it alone, and the drawer has the difference.';

create function app.post_sales_invoice(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
begin
  if p.payload ->> 'kind' = 'return' then
    return app.post_return(p);
  end if;
  return app.post_sale(app.check_exchange(p));
end;
$$;
comment on function app.post_sales_invoice(app.posting) is 'A sales invoice is a sale or a return.';

create or replace function app.check_sale_lines(p app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  -- What comes back is as it was sold (check_return_lines): in no batch where there were none yet, and with its share of the tax.
  v_is_as_sold boolean := h.kind = 'return' and h.original_id is not null;
  x record;
begin
  -- One pass. An array sorts by its first element, and null after everything.
  select count(*) as lines, count(distinct l.id) as ids, count(distinct l.line_no) as line_nos,
    sum(l.amount_minor) as amount, sum(l.discount_minor) as discount, sum(l.tax_minor) as tax,
    min(array[case
      when i.id is null then 1
      when t.id is null then 2
      when i.is_batch_tracked and l.lot_id is null and not v_is_as_sold then 3
      when l.lot_id is not null and s.id is null then 4
      when l.quantity_milli not between 1 and 1000000000 then 5
      when l.price_minor not between 0 and 100000000000 or l.list_price_minor not between 0 and 100000000000 then 6
      when l.discount_minor < 0 or l.amount_minor < 0
        or round(l.price_minor::numeric * l.quantity_milli / 1000) > 1000000000000000
        or l.amount_minor <> round(l.price_minor::numeric * l.quantity_milli / 1000) - l.discount_minor then 8
      when not v_is_as_sold and l.tax_minor <> case h.tax_mode
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

create or replace function app.write_sales_invoice(v app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[],
  p_payments public.sales_invoice_payments[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_is_return boolean := h.kind = 'return';
  v_original_month text := (
    select nullif(s.business_month, v.business_month) from public.sales_invoices s where v_is_return and s.id = h.original_id);
begin
  insert into public.sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status, original_id, original_month, exchange_id,
    customer_id, cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor,
    note, flags, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.invoice_number, h.kind, 'posted', case when v_is_return then h.original_id end,
    v_original_month, h.exchange_id,
    h.customer_id, h.cashier_id, h.approved_by, app.array_of(v.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, h.tax_mode, h.subtotal_minor, h.discount_minor, h.tax_minor, h.total_minor,
    coalesce(h.note, ''), to_jsonb(v.flags), v.journal_seq, v.business_date, v.business_month,
    v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.sales_invoice_lines (id, location_id, invoice_id, line_no, original_line_id, is_restocked, original_month, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, price_minor, list_price_minor, discount_minor, tax_rate_id, tax_rate_ppm, amount_minor, tax_minor,
    business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, case when v_is_return then l.original_line_id end,
    case when v_is_return then l.is_restocked end, v_original_month, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.price_minor, l.list_price_minor, l.discount_minor, l.tax_rate_id, l.tax_rate_ppm, l.amount_minor, l.tax_minor,
    v.business_month, v.author_id
  from unnest(p_lines) l;
  insert into public.sales_invoice_payments (id, location_id, invoice_id, line_no, method, amount_minor, rounding_minor,
    tendered_minor, change_minor, reference, due_date, original_month, business_month, created_by)
  select y.id, v.location_id, v.entity_id, y.line_no, y.method, y.amount_minor, y.rounding_minor,
    y.tendered_minor, y.change_minor, coalesce(y.reference, ''),
    case when y.method = 'credit' then case when v_is_return then v.business_date else app.due_date(v, h.customer_id) end end,
    v_original_month, v.business_month, v.author_id
  from unnest(p_payments) y;
end;
$$;

create function app.check_return_lines(p app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[])
returns void
language plpgsql
set search_path = ''
as $$
declare
  o public.sales_invoices;
  v_fault integer;
begin
  select min(l.line_no) into v_fault from unnest(p_lines) l where l.is_restocked is null;
  if v_fault is not null then
    perform app.refuse('RVRET', format('Line %s does not say whether the goods go back on the shelf.', v_fault), 'is_restocked');
  end if;
  if h.original_id is null then
    if exists (select from unnest(p_lines) l where l.original_line_id is not null) then
      perform app.refuse('RVRET', 'A line names the line of a sale, and the return names no sale.', 'original_line_id');
    end if;
    return;
  end if;
  select * into o from public.sales_invoices s where s.id = h.original_id and s.location_id = p.location_id;
  if not found then
    perform app.refuse('RDSAL', 'The sale that this returns is not at the server.', 'original_id');
  elsif o.kind <> 'sale' or (o.currency, o.tax_mode, o.customer_id) is distinct from (h.currency, h.tax_mode, h.customer_id) then
    perform app.refuse('RVRET', 'What this returns is no sale, or one of another customer, currency or tax mode.', 'original_id');
  end if;
  select min(l.line_no) into v_fault
  from unnest(p_lines) l
  left join public.sales_invoice_lines s on s.id = l.original_line_id and s.invoice_id = o.id
  where s.id is null
    or (s.item_id, s.lot_id, s.price_minor, s.tax_rate_id, s.tax_rate_ppm)
      is distinct from (l.item_id, l.lot_id, l.price_minor, l.tax_rate_id, l.tax_rate_ppm)
    -- Its share of what was paid, and of the tax in it: rounded up or down, whichever part came back first.
    or abs(l.amount_minor::numeric * s.quantity_milli - s.amount_minor::numeric * l.quantity_milli) >= s.quantity_milli
    or abs(l.tax_minor::numeric * s.quantity_milli - s.tax_minor::numeric * l.quantity_milli) >= s.quantity_milli;
  if v_fault is not null then
    perform app.refuse('RVRET', format('Line %s is not what was sold: its item, batch, price, tax or its share of what was paid.', v_fault), 'original_line_id');
  end if;
end;
$$;
comment on function app.check_return_lines(app.posting, public.sales_invoices, public.sales_invoice_lines[]) is
  'What comes back is what was sold, at what was paid for it, within one minor unit. Asked after check_sale_lines, which has done the arithmetic.';

create function app.check_returned(h public.sales_invoices, p_lines public.sales_invoice_lines[]) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_name text;
begin
  with back as (
    select l.original_line_id, l.quantity_milli, l.amount_minor, l.tax_minor from unnest(p_lines) l
    union all
    select r.original_line_id, r.quantity_milli, r.amount_minor, r.tax_minor
    from public.sales_invoice_lines r
    where r.original_line_id in (select l.original_line_id from unnest(p_lines) l)
  )
  select min(s.item_name) into v_name
  from public.sales_invoice_lines s
  join (select b.original_line_id, sum(b.quantity_milli) as quantity_milli, sum(b.amount_minor) as amount_minor,
      sum(b.tax_minor) as tax_minor
    from back b group by b.original_line_id) b on b.original_line_id = s.id
  where b.quantity_milli > s.quantity_milli or b.amount_minor > s.amount_minor or b.tax_minor > s.tax_minor;
  if v_name is not null then
    perform app.refuse('RVRET', format('More of %s would come back than was sold and not returned yet.', v_name), 'lines');
  end if;
end;
$$;
comment on function app.check_returned(public.sales_invoices, public.sales_invoice_lines[]) is
  'Sold less returned, in quantity, money and tax. Asked under the journal head, so two returns of the same goods cannot both pass.';

create function app.flag_return(p app.posting, h public.sales_invoices, p_payments public.sales_invoice_payments[])
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
begin
  if h.original_id is null then
    v.flags := v.flags || 'no_receipt'::text;
    if app.role_of(h.cashier_id, p.location_id) is distinct from 'manager' and app.role_of(h.cashier_id, p.location_id) is distinct from 'admin'
      and not (p.flags @> '{approved}' and app.array_of(p.payload, 'approved_for') @> '["return"]') then
      v.flags := v.flags || 'return_unapproved'::text;
    end if;
    return v;
  end if;
  if exists (
    with paid_back as (
      select y.method, y.amount_minor, y.rounding_minor from unnest(p_payments) y
      union all
      select y.method, y.amount_minor, y.rounding_minor
      from public.sales_invoices r join public.sales_invoice_payments y on y.invoice_id = r.id
      where r.original_id = h.original_id
    )
    select from paid_back b
    group by b.method
    -- As coins have it: many small refunds, each rounded up, are more than was paid.
    having sum(b.amount_minor + b.rounding_minor) > coalesce((
      select sum(y.amount_minor + y.rounding_minor) from public.sales_invoice_payments y
      where y.invoice_id = h.original_id and y.method = b.method), 0)) then
    v.flags := v.flags || 'refund_differs'::text;
  end if;
  return v;
end;
$$;
comment on function app.flag_return(app.posting, public.sales_invoices, public.sales_invoice_payments[]) is
  'For a manager to look at: a return without a receipt, one that needed a yes and had none, and more paid back in one way than was paid in it.';

create function app.post_return(p app.posting) returns jsonb
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
  v_credit_minor bigint := (select sum(y.amount_minor) from unnest(v_payments) y where y.method = 'credit');
begin
  perform app.check_sale_header(p, h);
  v := app.check_sale_lines(v, h, v_lines);
  -- A sale of long ago may differ from the books of today in anything.
  v.flags := array(select f from unnest(v.flags) f
    where f not in ('price_changed', 'tax_changed', 'expired_lot', 'discounted', 'price_overridden', 'tax_mode_differs'));
  v := app.check_sale_payments(v, h, v_payments);
  if exists (select from unnest(v_payments) y where y.change_minor <> 0) then
    perform app.refuse('RVPAY', 'What is paid back has no change.', 'payments');
  end if;
  perform app.check_return_lines(v, h, v_lines);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'S', h.invoice_number, h.business_date);
  perform app.check_returned(h, v_lines);
  v := app.flag_return(v, h, v_payments);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, l.quantity_milli, null)::app.move from unnest(v_lines) l where l.is_restocked order by l.line_no));

  perform app.write_sales_invoice(v, h, v_lines, v_payments);
  if v_credit_minor > 0 then
    perform app.owe(v, h.customer_id, -v_credit_minor, null);
  end if;
  return app.answer(v);
end;
$$;
comment on function app.post_return(app.posting) is
  'Header, lines, what was paid back, moves of what is on the shelf again, and journal of a return, whole or not at all (R8.2-1, R9.2-2). Stock comes back at what it is worth now; what is not paid back but taken off what the customer owes counts from its business date.';
