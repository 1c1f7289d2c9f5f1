-- A sale on credit: a part of what is to pay stays owed by the customer of the
-- sale, who has to be named (R3.2-3, R3.2-5). The goods have left the shop: a
-- limit that is passed, or debts that are overdue, post and are flagged. The
-- server says when it is due; a paper that says another day is flagged.

alter table public.sales_invoice_payments
  add column due_date date,
  add constraint credit_is_due check ((method = 'credit') = (due_date is not null));
comment on column public.sales_invoice_payments.due_date is
  'When what is on credit has to be paid: so many days after the business date as the customer has; null for money that was taken.';

create or replace function app.check_sale_payments(p app.posting, h public.sales_invoices, p_payments public.sales_invoice_payments[])
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
      or (y.method = 'credit' and y.amount_minor = 0)
      or y.tendered_minor > 1000000000000000 or abs(y.rounding_minor) > 50000) as fault,
    count(*) filter (where y.method = 'credit') as on_credit,
    count(*) filter (where y.rounding_minor <> 0) as rounded,
    bool_or(app.rounding_differs(p, y.rounding_minor)) as rounding_differs
  into x
  from unnest(p_payments) y;

  perform app.check_ids(x.payments, x.ids, x.line_nos, 20, 'payments');
  if x.fault is not null then
    perform app.refuse('RVPAY', format('Payment %s does not add up: given less change must be its amount.', x.fault), 'payments');
  -- Coins round what cash pays as a whole, once.
  elsif x.rounded > 1 then
    perform app.refuse('RVPAY', 'More than one payment is rounded.', 'payments');
  elsif x.on_credit > 1 then
    perform app.refuse('RVPAY', 'More than one part of the sale is on credit.', 'payments');
  elsif x.on_credit > 0 and h.customer_id is null then
    perform app.refuse('RVCUS', 'A sale on credit needs a customer.', 'customer_id');
  elsif x.paid is distinct from h.total_minor then
    perform app.refuse('RVPAY', 'The payments do not settle the total.', 'payments');
  end if;
  if x.rounding_differs then
    v.flags := v.flags || 'rounding_differs'::text;
  end if;
  return v;
end;
$$;

create function app.due_date(p app.posting, p_customer_id uuid) returns date
language sql stable
set search_path = ''
begin atomic
  select (p).business_date + c.credit_days from public.customers c where c.id = p_customer_id;
end;
comment on function app.due_date(app.posting, uuid) is
  'When what a customer owes by this document has to be paid. After claim, which gives the business date.';

create function app.flag_credit(p app.posting, h public.sales_invoices, p_credit public.sales_invoice_payments)
returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  v_flags text[];
begin
  if p_credit.amount_minor is null then
    return v;
  end if;
  if p_credit.due_date <> app.due_date(p, h.customer_id) then
    v.flags := v.flags || 'due_date_differs'::text;
  end if;
  select array_remove(array[
    case when coalesce(b.outstanding_minor, 0) + p_credit.amount_minor > c.credit_limit_minor then 'over_credit_limit' end,
    case when b.oldest_due_date < p.business_date then 'debts_overdue' end], null)
  into v_flags
  from public.customers c
  left join public.customer_balances b on b.id = c.id
  where c.id = h.customer_id;
  if v_flags <> '{}' and coalesce(app.role_of(h.cashier_id, p.location_id), 'cashier') = 'cashier'
    and not (p.flags @> '{approved}' and app.array_of(p.payload, 'approved_for') @> '["credit"]') then
    v_flags := v_flags || 'credit_unapproved'::text;
  end if;
  v.flags := v.flags || v_flags;
  return v;
end;
$$;
comment on function app.flag_credit(app.posting, public.sales_invoices, public.sales_invoice_payments) is
  'Flags credit beyond the customer''s limit or while older debts are overdue, and where it needed a manager who was not asked: the same rule as src/domain/credit.ts, on what is owed now. `p_credit` is the part on credit as the till printed it, null where there is none. After claim.';

create function app.check_sale_header(p app.posting, h public.sales_invoices) returns void
language plpgsql
set search_path = ''
as $$
begin
  if h.customer_id is not null and not exists (
    select from public.customers c where c.id = h.customer_id and c.location_id = p.location_id) then
    perform app.refuse('RDCUS', 'The document names a customer that this location does not have.', 'customer_id');
  end if;
  if length(h.note) > 500 or length(h.currency) <> 3 then
    perform app.refuse('RVSHP', 'The note is too long, or the currency is not one.', 'note');
  end if;
end;
$$;
comment on function app.check_sale_header(app.posting, public.sales_invoices) is
  'What a sale or a return says of itself as a whole, but for its sums.';

create function app.write_sales_invoice(v app.posting, h public.sales_invoices, p_lines public.sales_invoice_lines[],
  p_payments public.sales_invoice_payments[]) returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.sales_invoices (id, location_id, device_id, invoice_number, printed_number, kind, status,
    customer_id, cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, tax_mode, subtotal_minor, discount_minor, tax_minor, total_minor,
    note, flags, journal_seq, business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.invoice_number, h.kind, 'posted',
    h.customer_id, h.cashier_id, h.approved_by, app.array_of(v.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, h.tax_mode, h.subtotal_minor, h.discount_minor, h.tax_minor, h.total_minor,
    coalesce(h.note, ''), to_jsonb(v.flags), v.journal_seq, v.business_date, v.business_month,
    v.client_created_at, v.client_updated_at, v.author_id);
  insert into public.sales_invoice_lines (id, location_id, invoice_id, line_no, item_id, lot_id, item_name, unit_symbol,
    quantity_milli, price_minor, list_price_minor, discount_minor, tax_rate_id, tax_rate_ppm, amount_minor, tax_minor,
    business_month, created_by)
  select l.id, v.location_id, v.entity_id, l.line_no, l.item_id, l.lot_id, l.item_name, l.unit_symbol,
    l.quantity_milli, l.price_minor, l.list_price_minor, l.discount_minor, l.tax_rate_id, l.tax_rate_ppm, l.amount_minor, l.tax_minor,
    v.business_month, v.author_id
  from unnest(p_lines) l;
  insert into public.sales_invoice_payments (id, location_id, invoice_id, line_no, method, amount_minor, rounding_minor,
    tendered_minor, change_minor, reference, due_date, business_month, created_by)
  select y.id, v.location_id, v.entity_id, y.line_no, y.method, y.amount_minor, y.rounding_minor,
    y.tendered_minor, y.change_minor, coalesce(y.reference, ''),
    case when y.method = 'credit' then app.due_date(v, h.customer_id) end, v.business_month, v.author_id
  from unnest(p_payments) y;
end;
$$;
comment on function app.write_sales_invoice(app.posting, public.sales_invoices, public.sales_invoice_lines[], public.sales_invoice_payments[]) is
  'The rows of a sales invoice, under the head. Only what is named here is taken from what a device sent.';

create or replace function app.post_sales_invoice(p app.posting) returns jsonb
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
  v_credit public.sales_invoice_payments;
begin
  if h.kind is distinct from 'sale' then
    perform app.refuse('RVKND', 'A sales invoice is a sale or a return.', 'kind');
  end if;
  perform app.check_sale_header(p, h);
  v := app.check_sale_lines(v, h, v_lines);
  v := app.check_sale_payments(v, h, v_payments);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.flag_unapproved(v, h, v_lines);
  v := app.claim(v, 'S', h.invoice_number, h.business_date);
  -- Credit and stock first, so that their flags are on the header, which cannot be changed.
  select * into v_credit from unnest(v_payments) y where y.method = 'credit';
  v := app.flag_credit(v, h, v_credit);
  v := app.post_moves(v, array(
    select row(l.id, l.item_id, l.lot_id, -l.quantity_milli, null)::app.move from unnest(v_lines) l order by l.line_no));

  perform app.write_sales_invoice(v, h, v_lines, v_payments);
  if v_credit.amount_minor > 0 then
    perform app.owe(v, h.customer_id, v_credit.amount_minor, app.due_date(v, h.customer_id));
  end if;
  return app.answer(v);
end;
$$;
