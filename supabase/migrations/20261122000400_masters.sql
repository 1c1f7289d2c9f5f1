-- What a shop sells, and to and from whom. Masters belong to one location
-- (R6.3-1): the same goods have another id in each. They are archived, never
-- deleted, so a document always finds what it names.
--
-- `stamps` says of each column when it was last set and by which device (see
-- _master_edits); what was never edited has none.
--
-- A row points only inside its own location: every foreign key carries
-- location_id, so a foreign id cannot even be stored by mistake.

create table public.categories (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 120),
  sort_order integer not null default 0,
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id)
);
comment on table public.categories is 'Shelves of the catalog, for browsing (R4.1-7).';
alter table public.categories enable row level security;

create table public.units (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 60),
  symbol text not null check (length(symbol) between 1 and 12),
  quantity_decimals integer not null default 0 check (quantity_decimals between 0 and 3),
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id)
);
comment on table public.units is
  'What a quantity counts (R4.1-8). `quantity_decimals` 0 is sold by the piece, 1 to 3 is weighed or measured.';
alter table public.units enable row level security;

create table public.tax_rates (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 60),
  rate_ppm bigint not null check (rate_ppm between 0 and 1000000),
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id)
);
comment on table public.tax_rates is 'Tax on goods. `rate_ppm` is in parts per million: 15 % is 150000.';
alter table public.tax_rates enable row level security;

create table public.items (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 200),
  barcode text check (barcode ~ '^[0-9A-Za-z.$/+% -]{3,48}$'),
  category_id uuid not null,
  unit_id uuid not null,
  tax_rate_id uuid not null,
  price_minor bigint not null check (price_minor between 0 and 100000000000),
  cost_minor bigint not null default 0 check (cost_minor between 0 and 100000000000),
  is_batch_tracked boolean not null default false,
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id),
  foreign key (location_id, category_id) references public.categories (location_id, id) on delete restrict,
  foreign key (location_id, unit_id) references public.units (location_id, id) on delete restrict,
  foreign key (location_id, tax_rate_id) references public.tax_rates (location_id, id) on delete restrict
);
comment on table public.items is
  'What is sold (R4.1-1 to R4.1-6). `price_minor` is for one unit, in the tax mode of the location; `cost_minor` is what it costs when nothing better is known.';
alter table public.items enable row level security;
-- An index and not a constraint, because a partial one is no key to Postgres:
-- giving an item another barcode then locks no sale of it out, nor waits for one.
create unique index barcode_is_unique_in_its_location on public.items (location_id, barcode) where barcode is not null;
create index items_category on public.items (location_id, category_id);
create index items_unit on public.items (location_id, unit_id);
create index items_tax_rate on public.items (location_id, tax_rate_id);

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 120),
  phone text check (length(phone) <= 40),
  email text check (length(email) <= 200),
  credit_limit_minor bigint not null default 0 check (credit_limit_minor between 0 and 100000000000),
  credit_days integer not null default 0 check (credit_days between 0 and 3650),
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id)
);
comment on table public.customers is 'Who buys, with what they may owe and for how long (R4.1-9 to R4.1-11).';
alter table public.customers enable row level security;

create table public.suppliers (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  name text not null check (length(name) between 1 and 120),
  phone text check (length(phone) <= 40),
  email text check (length(email) <= 200),
  is_archived boolean not null default false,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id)
);
comment on table public.suppliers is 'Who supplies (R4.1-13).';
alter table public.suppliers enable row level security;

create table public.stock_lots (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  item_id uuid not null,
  batch_number text not null check (length(batch_number) between 1 and 60),
  expiry_date date,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, id),
  unique nulls not distinct (item_id, batch_number, expiry_date),
  foreign key (location_id, item_id) references public.items (location_id, id) on delete restrict
);
comment on table public.stock_lots is
  'A batch of a batch-tracked item (R4.1-14, R4.1-15). `id` is the UUIDv5 of item, batch number and expiry, so two devices that receive one batch offline make one lot.';
alter table public.stock_lots enable row level security;
create index stock_lots_item on public.stock_lots (location_id, item_id);

do $$
declare
  v_table text;
begin
  foreach v_table in array array['categories', 'units', 'tax_rates', 'items', 'customers', 'suppliers', 'stock_lots'] loop
    execute format('create trigger _100_touch before update on public.%I for each row execute function app.tg__touch()', v_table);
    execute format(
      'create policy "members see the masters of their location" on public.%I for select to authenticated using (location_id in (select app.my_location_ids()))',
      v_table);
    execute format(
      'create policy "an RPC sees the masters" on public.%I for select to flux_writer using (location_id = app.posting_location_id())',
      v_table);
    execute format('grant select on public.%I to authenticated, flux_writer', v_table);
  end loop;
end;
$$;
