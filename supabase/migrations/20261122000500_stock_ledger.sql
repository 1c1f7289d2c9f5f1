-- The ledger (stock_moves) is the truth; balances and costs are what it adds
-- up to (R2-6, R6.2-1, R6.2-2). The three change together, in one transaction,
-- and only through app.post_moves (R6.2-3).
--
-- The journal gives every posted document of a location the next number,
-- without a gap. Its head is also the lock that every posting takes first, so
-- two batches for one location queue instead of deadlocking, and stock does
-- not depend on who was faster inside a document (R6.2-4).

create table public.location_journal_heads (
  id uuid primary key references public.locations (id) on delete restrict,
  location_id uuid not null unique,
  journal_seq bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint heads_belong_to_their_location check (location_id = id)
);
comment on table public.location_journal_heads is
  'The number of the last posted document of a location. Locked first by every posting. A change here is what lets the sync service send stock past a queued upload (design section 7).';
alter table public.location_journal_heads enable row level security;

create function app.tg__open_journal() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.location_journal_heads (id, location_id, created_by)
  values (new.id, new.id, new.created_by);
  return null;
end;
$$;
comment on function app.tg__open_journal() is
  'A location without a journal could not post. Security definer: whoever may add a location need not be able to write its journal.';
create trigger _500_open_journal after insert on public.locations
  for each row execute function app.tg__open_journal();

create table public.document_keys (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  entity_type public.entity_type not null,
  number text not null,
  device_id uuid not null references public.devices (id) on delete restrict,
  payload_hash text not null,
  journal_seq bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint number_is_unique_in_its_location unique (location_id, number),
  constraint journal_is_gapless unique (location_id, journal_seq)
);
comment on table public.document_keys is
  'One row per posted document of any kind: carries identity, number and the hash of what was posted, and stays whole when the big tables are partitioned (R8.1-1, R8.1-3, R8.1-6).';
alter table public.document_keys enable row level security;
create index document_keys_device on public.document_keys (device_id, entity_type, number);

create table public.stock_moves (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  item_id uuid not null,
  lot_id uuid,
  entity_type public.entity_type not null,
  document_id uuid not null references public.document_keys (id) on delete restrict,
  quantity_milli bigint not null check (quantity_milli <> 0),
  value_minor bigint not null,
  journal_seq bigint not null,
  business_date date not null,
  business_month text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_moves is
  'The ledger: what came (positive) and went (negative), and what it was worth. `id` is the id of the document line that caused it, so a line can move stock once only. Added, never changed (R2-6, R11.2-3).';
alter table public.stock_moves enable row level security;
create index stock_moves_document on public.stock_moves (document_id);
create index stock_moves_item on public.stock_moves (location_id, item_id, journal_seq);
create index stock_moves_lot on public.stock_moves (location_id, lot_id) where lot_id is not null;

create table public.stock_balances (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  item_id uuid not null,
  lot_id uuid,
  quantity_milli bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint one_balance_per_item_and_lot unique nulls not distinct (location_id, item_id, lot_id),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict,
  foreign key (location_id, lot_id) references public.stock_lots (location_id, id) on delete restrict
);
comment on table public.stock_balances is
  'The sum of the moves of an item (and lot) at a location, kept for speed (R6.2-2). One row each, also without a lot (R6.1-5).';
alter table public.stock_balances enable row level security;
create index stock_balances_lot on public.stock_balances (location_id, lot_id) where lot_id is not null;

create table public.item_costs (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  item_id uuid not null,
  quantity_milli bigint not null,
  value_minor bigint not null,
  last_cost_minor bigint not null check (last_cost_minor >= 0),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint costs_belong_to_their_item check (id = item_id),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict
);
comment on table public.item_costs is
  'What the stock of an item is worth: the sums of quantity and value of its moves. Their quotient is the moving average; `last_cost_minor` is the unit cost used while there is no stock to average.';
alter table public.item_costs enable row level security;
create index item_costs_item on public.item_costs (location_id, item_id);

create trigger _100_facts before update or delete on public.stock_moves
  for each row execute function app.tg__refuse_change();
create trigger _100_facts_all before truncate on public.stock_moves
  for each statement execute function app.tg__refuse_change();
create trigger _100_facts before update or delete on public.document_keys
  for each row execute function app.tg__refuse_change();
create trigger _100_facts_all before truncate on public.document_keys
  for each statement execute function app.tg__refuse_change();

do $$
declare
  v_table text;
begin
  foreach v_table in array array['location_journal_heads', 'document_keys', 'stock_moves', 'stock_balances', 'item_costs'] loop
    execute format(
      'create policy "members see the ledger of their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))',
      v_table);
    execute format(
      'create policy "posting sees the ledger" on public.%I for select to flux_writer using (location_id = app.posting_location_id())',
      v_table);
    execute format('grant select on public.%I to authenticated, flux_writer', v_table);
  end loop;
  foreach v_table in array array['document_keys', 'stock_moves', 'stock_balances', 'item_costs'] loop
    execute format(
      'create policy "posting adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
  foreach v_table in array array['location_journal_heads', 'stock_balances', 'item_costs'] loop
    execute format(
      'create policy "posting counts on" on public.%I for update to flux_writer using (location_id = app.posting_location_id()) with check (location_id = app.posting_location_id())',
      v_table);
  end loop;
end;
$$;
grant update (journal_seq, updated_at) on public.location_journal_heads to flux_writer;
grant update (quantity_milli, updated_at) on public.stock_balances to flux_writer;
grant update (quantity_milli, value_minor, last_cost_minor, updated_at) on public.item_costs to flux_writer;
