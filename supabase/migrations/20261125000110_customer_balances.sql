-- What customers owe. The entries are the truth; the balance is what they add
-- up to (as stock_moves to stock_balances). The two change together, in one
-- transaction, and only through app.owe, under the head of the journal.
--
-- A payment settles the oldest debts first. So what is still open is always the
-- youngest of the debts, as many of them as what is owed asks for:
--
--   debts by due date   10 Jan: 50   10 Feb: 30   10 Mar: 20
--   owed 40                          10 Feb: 20   10 Mar: 20   (overdue since 10 Feb)
--
-- and of a customer who is owed something, a new debt is open only with what
-- exceeds that. One rule for sales, payments and whatever else changes a debt;
-- src/domain/credit.ts is the same.

comment on column public.customers.credit_limit_minor is
  'The most that the customer may owe. 0: nothing on credit; a manager may say yes to more at the till.';
comment on column public.customers.credit_days is
  'How many days after the sale what is on credit is due. 0: on the same day.';

create table public.customer_entries (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  customer_id uuid not null,
  entity_type public.entity_type not null,
  amount_minor bigint not null check (amount_minor <> 0),
  due_date date,
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_debt_is_due check ((amount_minor > 0) = (due_date is not null)),
  foreign key (location_id, customer_id) references public.customers (location_id, id) on delete restrict
);
comment on table public.customer_entries is
  'What made a customer owe more (positive, with the day when it is due) or less (negative). `id` is the id of the document that caused it, so a document can change what is owed once only. Added, never changed.';
alter table public.customer_entries enable row level security;
create index customer_entries_customer on public.customer_entries (location_id, customer_id, journal_seq);

create table public.customer_balances (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  customer_id uuid not null,
  outstanding_minor bigint not null check (outstanding_minor between -9000000000000000 and 9000000000000000),
  open_debts jsonb not null,
  oldest_due_date date,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint balances_belong_to_their_customer check (id = customer_id),
  constraint what_is_owed_is_due check ((outstanding_minor > 0) = (oldest_due_date is not null)),
  foreign key (location_id, customer_id) references public.customers (location_id, id) on delete restrict
);
comment on table public.customer_balances is
  'What a customer owes: the sum of the entries, kept for speed; below zero, what the customer is owed. `open_debts` says of which days it is: [{due_date, amount_minor}], oldest first, a day once, adding up to what is owed; `oldest_due_date` is the first of them.';
alter table public.customer_balances enable row level security;
create index customer_balances_customer on public.customer_balances (location_id, customer_id);

create trigger _100_facts before update or delete on public.customer_entries
  for each row execute function app.tg__refuse_change();
create trigger _100_facts_all before truncate on public.customer_entries
  for each statement execute function app.tg__refuse_change();

do $$
declare
  v_table text;
begin
  foreach v_table in array array['customer_entries', 'customer_balances'] loop
    execute format(
      'create policy "members see what customers of their location owe" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))',
      v_table);
    execute format(
      'create policy "posting sees what is owed" on public.%I for select to flux_writer using (location_id = app.posting_location_id())', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated, flux_writer', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;
create policy "posting counts on" on public.customer_balances for update to flux_writer
  using (location_id = app.posting_location_id()) with check (location_id = app.posting_location_id());
grant update (outstanding_minor, open_debts, oldest_due_date, updated_at) on public.customer_balances to flux_writer;

alter publication powersync add table public.customer_balances;

create function app.open_debts(p_debts jsonb, p_owed_minor bigint) returns jsonb
language sql immutable
set search_path = ''
begin atomic
  select coalesce(jsonb_agg(jsonb_build_object('due_date', d.due_date,
      'amount_minor', least(d.amount_minor, p_owed_minor - d.younger_minor)) order by d.due_date), '[]')
  from (
    select e.due_date, sum(e.amount_minor) as amount_minor,
      coalesce(sum(sum(e.amount_minor)) over (order by e.due_date desc rows between unbounded preceding and 1 preceding), 0) as younger_minor
    from jsonb_to_recordset(p_debts) as e (due_date date, amount_minor bigint)
    group by e.due_date) d
  where d.younger_minor < p_owed_minor;
end;
comment on function app.open_debts(jsonb, bigint) is
  'Of debts, those that are open when this much is owed: the youngest that add up to it, by day, oldest first; the oldest of them perhaps in part. The same rule as src/domain/credit.ts.';

create function app.owe(p app.posting, p_customer_id uuid, p_amount_minor bigint, p_due_date date) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_owed bigint;
  v_debts jsonb;
begin
  insert into public.customer_entries (id, location_id, customer_id, entity_type, amount_minor, due_date,
    journal_seq, business_date, business_month, created_by)
  values (p.entity_id, p.location_id, p_customer_id, p.entity_type, p_amount_minor,
    case when p_amount_minor > 0 then p_due_date end, p.journal_seq, p.business_date, p.business_month, p.author_id);

  select b.outstanding_minor, b.open_debts into v_owed, v_debts from public.customer_balances b where b.id = p_customer_id;
  v_owed := coalesce(v_owed, 0) + p_amount_minor;
  v_debts := coalesce(v_debts, '[]');
  if p_amount_minor > 0 then
    v_debts := v_debts || jsonb_build_object('due_date', p_due_date, 'amount_minor', p_amount_minor);
  end if;
  v_debts := app.open_debts(v_debts, v_owed);
  insert into public.customer_balances (id, location_id, customer_id, outstanding_minor, open_debts, oldest_due_date, created_by)
  values (p_customer_id, p.location_id, p_customer_id, v_owed, v_debts, (v_debts -> 0 ->> 'due_date')::date, p.author_id)
  on conflict (id) do update
  set outstanding_minor = excluded.outstanding_minor, open_debts = excluded.open_debts,
    oldest_due_date = excluded.oldest_due_date, updated_at = now();
end;
$$;
comment on function app.owe(app.posting, uuid, bigint, date) is
  'The one writer of what a customer owes: a document makes it more (positive, due on that day) or less (negative: a payment, goods returned; the day counts for nothing), once. After claim, which holds the head, so nobody else changes the balance meanwhile; the customer is of this location, or the foreign key fails.';
