-- A goods received note: what a supplier brought, how much of it, at what cost
-- and in which batches (R3.2-6 to R3.2-9). Editable as long as it is a draft,
-- which never leaves its device (R9.2-7); posted once and never changed (R9.2-8).

create table public.grns (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  grn_number text not null,
  printed_number text not null,
  status public.document_status not null,
  supplier_id uuid,
  supplier_reference text not null default '' check (length(supplier_reference) <= 80),
  note text not null default '' check (length(note) <= 500),
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  currency text not null,
  total_minor bigint not null check (total_minor >= 0),
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint grn_number_is_unique_in_its_location unique (location_id, grn_number),
  foreign key (location_id, supplier_id) references public.suppliers (location_id, id) on delete restrict
);
comment on table public.grns is
  'Goods received. `supplier_reference` is the number on the supplier''s own delivery note; `total_minor` is what the lines add up to, at cost, before any tax. Names and flags as in sales_invoices.';
alter table public.grns enable row level security;
create index grns_month on public.grns (location_id, business_month);
create index grns_device on public.grns (device_id);
create index grns_supplier on public.grns (location_id, supplier_id) where supplier_id is not null;

create table public.grn_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  grn_id uuid not null references public.grns (id) on delete restrict,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  batch_number text check (length(batch_number) between 1 and 60),
  expiry_date date,
  item_name text not null,
  unit_symbol text not null,
  quantity_milli bigint not null check (quantity_milli > 0),
  unit_cost_minor bigint not null check (unit_cost_minor >= 0),
  amount_minor bigint not null check (amount_minor >= 0),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint a_batch_is_whole_or_none check ((lot_id is null) = (batch_number is null) and (lot_id is null) = (expiry_date is null)),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.grn_lines is
  'One thing that came, in one batch where its item is batch-tracked: the line says what the lot is made of, so the note is whole without it.';
alter table public.grn_lines enable row level security;
create index grn_lines_grn on public.grn_lines (grn_id);
create index grn_lines_item on public.grn_lines (location_id, item_id);
create index grn_lines_lot on public.grn_lines (location_id, lot_id) where lot_id is not null;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['grns', 'grn_lines'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see what their location received" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;

alter publication powersync add table public.grns, public.grn_lines;
