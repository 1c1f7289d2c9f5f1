-- A customer payment: money taken for what a customer owes (R3.2-3). More than
-- is owed stays in the customer's favour. Posted once, never changed.

create table public.customer_payments (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  payment_number text not null,
  printed_number text not null,
  status public.document_status not null,
  customer_id uuid not null,
  method public.payment_method not null check (method in ('cash', 'card')),
  amount_minor bigint not null check (amount_minor > 0),
  rounding_minor bigint not null default 0,
  tendered_minor bigint not null check (tendered_minor >= 0),
  change_minor bigint not null check (change_minor >= 0),
  reference text not null default '' check (length(reference) <= 80),
  note text not null default '' check (length(note) <= 500),
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  currency text not null,
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint payment_number_is_unique_in_its_location unique (location_id, payment_number),
  constraint drawer_adds_up check (tendered_minor - change_minor = amount_minor + rounding_minor),
  foreign key (location_id, customer_id) references public.customers (location_id, id) on delete restrict
);
comment on table public.customer_payments is
  'Money from a customer for what is owed. `amount_minor` is what the customer owes less; rounding, tendered and change as in sales_invoice_payments, names and flags as in sales_invoices.';
alter table public.customer_payments enable row level security;
create index customer_payments_month on public.customer_payments (location_id, business_month);
create index customer_payments_device on public.customer_payments (device_id);
create index customer_payments_customer on public.customer_payments (location_id, customer_id);

create trigger _100_facts before update or delete on public.customer_payments
  for each row execute function app.tg__refuse_change();
create trigger _100_facts_all before truncate on public.customer_payments
  for each statement execute function app.tg__refuse_change();
create policy "members see what their location was paid" on public.customer_payments
  for select to authenticated using (location_id in (select app.my_location_ids()));
create policy "posting adds" on public.customer_payments
  for insert to flux_writer with check (location_id = app.posting_location_id());
grant select on public.customer_payments to authenticated;
grant insert on public.customer_payments to flux_writer;

alter publication powersync add table public.customer_payments;

create function app.check_customer_payment(p app.posting, h public.customer_payments) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
begin
  if h.customer_id is null then
    perform app.refuse('RVCUS', 'The payment does not say which customer paid.', 'customer_id');
  elsif not exists (select from public.customers c where c.id = h.customer_id and c.location_id = p.location_id) then
    perform app.refuse('RDCUS', 'The payment names a customer that this location does not have.', 'customer_id');
  end if;
  if h.method is null or h.method not in ('cash', 'card') then
    perform app.refuse('RVPAY', 'What is owed is paid in cash or by card.', 'method');
  elsif h.amount_minor is null or h.amount_minor not between 1 and 1000000000000000 then
    perform app.refuse('RVPAY', 'The amount of the payment is not possible.', 'amount_minor');
  elsif coalesce(h.tendered_minor not between 0 and 1000000000000000 or h.change_minor < 0 or abs(h.rounding_minor) > 50000
      or h.tendered_minor - h.change_minor <> h.amount_minor + h.rounding_minor
      or (h.method = 'card' and (h.change_minor <> 0 or h.rounding_minor <> 0)), true) then
    perform app.refuse('RVPAY', 'The payment does not add up: given less change must be its amount.', 'tendered_minor');
  end if;
  if length(h.note) > 500 or length(h.reference) > 80 then
    perform app.refuse('RVSHP', 'The note or the reference is too long.', case when length(h.note) > 500 then 'note' else 'reference' end);
  elsif h.currency is null or length(h.currency) <> 3 then
    perform app.refuse('RVSHP', 'The currency is not one.', 'currency');
  end if;
  v.flags := v.flags || array_remove(array[
    case when app.rounding_differs(p, h.rounding_minor) then 'rounding_differs' end,
    case when h.currency <> p.currency then 'currency_differs' end], null);
  return v;
end;
$$;
comment on function app.check_customer_payment(app.posting, public.customer_payments) is
  'A payment is of a customer of the location, of an amount that is possible, and adds up in the drawer.';

create function app.rounding_differs(p app.posting, p_rounding_minor bigint) returns boolean
language sql immutable
return abs(p_rounding_minor) * 2 > (p).cash_rounding_minor or ((p).cash_rounding_minor = 1 and p_rounding_minor <> 0);
comment on function app.rounding_differs(app.posting, bigint) is 'Whether the coins of the location do not ask for this.';

create function app.post_customer_payment(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  h public.customer_payments := jsonb_populate_record(null::public.customer_payments, p.payload - 'flags');
begin
  v := app.check_customer_payment(v, h);
  v := app.flag_people(v, h.cashier_id, h.approved_by);
  v := app.claim(v, 'P', h.payment_number, h.business_date);
  perform app.owe(v, h.customer_id, -h.amount_minor, null);

  insert into public.customer_payments (id, location_id, device_id, payment_number, printed_number, status, customer_id,
    method, amount_minor, rounding_minor, tendered_minor, change_minor, reference, note,
    cashier_id, approved_by, approved_for, approval_reason, submitted_by, currency, flags, journal_seq,
    business_date, business_month, client_created_at, client_updated_at, created_by)
  values (v.entity_id, v.location_id, v.device_id, v.number, h.payment_number, 'posted', h.customer_id,
    h.method, h.amount_minor, h.rounding_minor, h.tendered_minor, h.change_minor, coalesce(h.reference, ''), coalesce(h.note, ''),
    h.cashier_id, h.approved_by, app.array_of(p.payload, 'approved_for'), coalesce(h.approval_reason, ''),
    nullif(v.actor_id, v.author_id), h.currency, to_jsonb(v.flags), v.journal_seq,
    v.business_date, v.business_month, v.client_created_at, v.client_updated_at, v.author_id);
  return app.answer(v);
end;
$$;
comment on function app.post_customer_payment(app.posting) is
  'Row, entry, balance and journal of a customer payment, whole or not at all (R8.2-1, R8.2-2). Everybody who works at a location may take one.';

create function public.post_customer_payment(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'customer_payment');
comment on function public.post_customer_payment(jsonb) is
  'Posts one customer payment, given as an outbox record; answers as one result of push. Security definer: see push.';
