-- A shift: what one drawer should hold and what was counted in it, from its
-- float to its count. A drawer is a device, so a shift is of one device and one
-- location, whoever stands at it meanwhile.
--
--   opened with a float ─► cash in, cash out ─► counted, blind ─► closed: posted
--   └──────────── a draft on its device ─────────────────────┘    one document
--
-- While it is open nobody else needs it, and it must go on offline for a day
-- and more: so it stays a draft, and what reaches the server is whole. Which
-- documents it covers it says by their sequence, per kind: a device never
-- repeats one, whatever its clock does, and a thousand sales are two numbers.
--
--   expected = float + cash of the tenders + cash in - cash out
--   variance = counted - expected

create table public.shifts (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  shift_number text not null,
  printed_number text not null,
  status public.document_status not null,
  opened_at timestamptz not null,
  opened_by uuid not null,
  closed_at timestamptz not null,
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  currency text not null,
  float_minor bigint not null check (float_minor >= 0),
  expected_minor bigint not null,
  counted_minor bigint not null check (counted_minor >= 0),
  variance_minor bigint not null,
  recount_count integer not null check (recount_count >= 0),
  note text not null default '' check (length(note) <= 500),
  booked_cash_minor bigint not null,
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint shift_number_is_unique_in_its_location unique (location_id, shift_number),
  constraint variance_is_counted_less_expected check (variance_minor = counted_minor - expected_minor)
);
comment on table public.shifts is
  'A drawer from its float to its count. `opened_by` opened it and `cashier_id` closed it; `expected_minor` is what the device knew of, `booked_cash_minor` the cash that the books had of the same documents when it was posted: they differ where a sale was refused or came later (flag `takings_differ`). `recount_count` is how often it was counted again after what was expected had been seen. Names and flags as in sales_invoices.';
alter table public.shifts enable row level security;
create index shifts_month on public.shifts (location_id, business_month);
create index shifts_device on public.shifts (device_id);

create table public.shift_sources (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  shift_id uuid not null references public.shifts (id) on delete restrict,
  line_no integer not null,
  entity_type public.entity_type not null,
  after_sequence bigint not null check (after_sequence >= 0),
  last_sequence bigint not null check (last_sequence >= after_sequence),
  document_count integer not null check (document_count >= 0),
  total_minor bigint not null,
  unposted_count integer not null check (unposted_count >= 0),
  unposted_minor bigint not null,
  unposted_numbers text not null default '' check (length(unposted_numbers) <= 1000),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_shift_has_a_kind_once unique (shift_id, entity_type)
);
comment on table public.shift_sources is
  'Which documents of one kind the shift covers: those of its device whose sequence is above `after_sequence` and up to `last_sequence`. `unposted_…` are those of them that the server had refused by then: their money is in the drawer all the same.';
alter table public.shift_sources enable row level security;
create index shift_sources_location on public.shift_sources (location_id);

create table public.shift_tenders (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  shift_id uuid not null references public.shifts (id) on delete restrict,
  line_no integer not null,
  method text not null check (length(method) between 1 and 40),
  payment_count integer not null check (payment_count >= 0),
  amount_minor bigint not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_shift_has_a_method_once unique (shift_id, method)
);
comment on table public.shift_tenders is
  'What came in by one way of paying, less change and less what was paid back; cash as it was rounded.';
alter table public.shift_tenders enable row level security;
create index shift_tenders_location on public.shift_tenders (location_id);

create table public.shift_movements (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  shift_id uuid not null references public.shifts (id) on delete restrict,
  line_no integer not null,
  direction text not null check (direction in ('in', 'out')),
  amount_minor bigint not null check (amount_minor > 0),
  reason text not null check (length(reason) between 1 and 200),
  moved_at timestamptz not null,
  cashier_id uuid not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict
);
comment on table public.shift_movements is
  'Cash that went into the drawer or out of it for no sale: change fetched, petty cash, what was taken to the bank.';
alter table public.shift_movements enable row level security;
create index shift_movements_shift on public.shift_movements (shift_id);
create index shift_movements_location on public.shift_movements (location_id);

create table public.shift_counts (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  shift_id uuid not null references public.shifts (id) on delete restrict,
  line_no integer not null,
  denomination_minor bigint not null check (denomination_minor > 0),
  pieces integer not null check (pieces > 0),
  amount_minor bigint not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint pieces_times_denomination check (amount_minor = denomination_minor * pieces)
);
comment on table public.shift_counts is
  'How many pieces of a coin or note were counted. What was counted as a sum is one piece of that sum.';
alter table public.shift_counts enable row level security;
create index shift_counts_shift on public.shift_counts (shift_id);
create index shift_counts_location on public.shift_counts (location_id);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['shifts', 'shift_sources', 'shift_tenders', 'shift_movements', 'shift_counts'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see the shifts of their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
  -- What the cross-check of a shift reads.
  foreach v_table in array array['shifts', 'shift_sources', 'sales_invoices', 'sales_invoice_payments', 'customer_payments'] loop
    execute format(
      'create policy "closing a shift reads takings" on public.%I for select to flux_writer using (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to flux_writer', v_table);
  end loop;
end;
$$;

alter publication powersync add table
  public.shifts, public.shift_sources, public.shift_tenders, public.shift_movements, public.shift_counts;
