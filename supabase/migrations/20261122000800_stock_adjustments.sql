-- A stock adjustment: what the shelf showed against what the books said. Opening
-- stock is one too (reason `opening`), so that every balance has its moves.

create table public.stock_adjustments (
  id uuid primary key references public.document_keys (id) on delete restrict,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  adjustment_number text not null,
  printed_number text not null,
  reason public.adjustment_reason not null,
  note text not null check (length(note) between 1 and 500),
  status public.document_status not null,
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
  constraint adjustment_number_is_unique_in_its_location unique (location_id, adjustment_number)
);
comment on table public.stock_adjustments is
  'A correction of stock, with the reason and a note in words, so that one can tell who changed what, when and why (R3.2-15, R11.3-6).';
alter table public.stock_adjustments enable row level security;
create index stock_adjustments_month on public.stock_adjustments (location_id, business_month);
create index stock_adjustments_device on public.stock_adjustments (device_id);

create table public.stock_adjustment_lines (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  adjustment_id uuid not null references public.stock_adjustments (id) on delete restrict,
  line_no integer not null,
  item_id uuid not null,
  lot_id uuid,
  item_name text not null,
  unit_symbol text not null,
  quantity_milli bigint not null check (quantity_milli <> 0),
  unit_cost_minor bigint check (unit_cost_minor >= 0),
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_adjustment_lines is
  'How much more (positive) or less (negative) there is. `unit_cost_minor` is what one unit of an increase is worth; null takes the average.';
alter table public.stock_adjustment_lines enable row level security;
create index stock_adjustment_lines_adjustment on public.stock_adjustment_lines (adjustment_id);
create index stock_adjustment_lines_item on public.stock_adjustment_lines (location_id, item_id);
create index stock_adjustment_lines_lot on public.stock_adjustment_lines (location_id, lot_id) where lot_id is not null;

do $$
declare
  v_table text;
begin
  foreach v_table in array array['stock_adjustments', 'stock_adjustment_lines'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "members see the adjustments of their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))', v_table);
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
end;
$$;
