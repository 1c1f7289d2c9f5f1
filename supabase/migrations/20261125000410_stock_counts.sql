-- A count sheet: what somebody found on the shelf with one device, blind. Many
-- sheets make one stocktake; they move nothing. What they add up to against the
-- books becomes an ordinary stock adjustment, by a manager.

create table public.stock_counts (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  count_number text not null,
  printed_number text not null,
  status public.document_status not null,
  stocktake_id uuid not null,
  stocktake_code text not null check (stocktake_code ~ '^[2-9A-HJ-NP-Z]{5}$'),
  stocktake_name text not null default '' check (length(stocktake_name) <= 80),
  note text not null default '' check (length(note) <= 500),
  cashier_id uuid not null,
  approved_by uuid,
  approved_for jsonb not null default '[]',
  approval_reason text not null default '' check (length(approval_reason) <= 500),
  submitted_by uuid references auth.users (id) on delete restrict,
  flags jsonb not null default '[]',
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint count_number_is_unique_in_its_location unique (location_id, count_number)
);
comment on table public.stock_counts is
  'A count sheet. `stocktake_id` is made of the location and `stocktake_code`, so devices that never met count for one stocktake once somebody reads the code out. `note` also keeps codes that nobody knew. Names and flags as in sales_invoices.';
alter table public.stock_counts enable row level security;
create index stock_counts_month on public.stock_counts (location_id, business_month);
create index stock_counts_device on public.stock_counts (device_id);
create index stock_counts_stocktake on public.stock_counts (location_id, stocktake_id);

create table public.stock_count_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  count_id uuid not null references public.stock_counts (id) on delete restrict,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  item_name text not null,
  unit_symbol text not null,
  quantity_milli bigint not null check (quantity_milli >= 0),
  book_quantity_milli bigint not null,
  counted_at timestamptz not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_count_lines is
  'How much of an item, or of one batch of it, was there at `counted_at`; nothing is a count too. `book_quantity_milli` is what the counting device then believed: evidence, shown to nobody who counts.';
alter table public.stock_count_lines enable row level security;
create index stock_count_lines_count on public.stock_count_lines (count_id);
create index stock_count_lines_item on public.stock_count_lines (location_id, item_id);
create index stock_count_lines_lot on public.stock_count_lines (location_id, lot_id) where lot_id is not null;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['stock_counts', 'stock_count_lines'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see what was counted at their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;

alter publication powersync add table public.stock_counts, public.stock_count_lines;
