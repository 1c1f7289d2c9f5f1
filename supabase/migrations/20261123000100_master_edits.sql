-- Edits of masters: what a shop sells, to and from whom, and how.
--
-- A master is state, so nobody waits for anybody: every device edits offline,
-- and the newest edit of each column wins, in whatever order edits arrive
-- (R2-7, R9.1-1). Edits of different columns are both kept.
--
-- A stamp is a hybrid logical clock: `2026-11-23T08:00:00.000Z-0000-<device>`,
-- UTC milliseconds, four hex digits that count within one, the device. They
-- compare byte by byte (collate "C"). A device makes each later than all it has
-- seen, so an edit made after seeing a value wins over it, whatever its clock.
-- A clock that runs ahead must not win for days: a stamp from beyond now + 2 s
-- counts as of then, and what it counted as is kept, so that the same edit
-- delivered again is the same edit.
--
-- Order and locks. Edits take no journal number and do not wait for its head.
-- All edits of a location queue for a lock of their own, its row in
-- `locations`; a batch that posts documents too takes the head first. Under it
-- a no is final. Sales want no more of a master than that it stays where it is
-- (key share), and no edit changes a key: neither ever waits for the other.

create type public.edit_kind as enum ('create', 'edit');
create type public.conflict_reason as enum ('older', 'overwrote_unseen', 'barcode_taken', 'check');

create table public.master_edits (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  device_id uuid not null references public.devices (id) on delete restrict,
  kind public.edit_kind not null,
  table_name text not null,
  record_id uuid not null,
  columns jsonb not null,
  previous jsonb not null,
  stamp text collate "C" not null,
  warnings jsonb not null default '[]',
  payload_hash text not null,
  submitted_by uuid references auth.users (id) on delete restrict,
  client_created_at timestamptz not null,
  client_updated_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict
);
comment on table public.master_edits is
  'Every edit of a master that was taken, as it was meant: who set which columns to what, from what, when and on which device (R11.3-6). `id` is the edit''s own id (its queue_id), which makes a repeated delivery one edit (R2-9); `stamp` is as the server capped it. Added, never changed.';
comment on column public.master_edits.warnings is 'What its sender was told, to be told again.';
alter table public.master_edits enable row level security;
create index master_edits_record on public.master_edits (location_id, record_id, stamp);
create index master_edits_device on public.master_edits (device_id, stamp);

create table public.master_conflicts (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  edit_id uuid not null,
  table_name text not null,
  record_id uuid not null,
  field text not null,
  reason public.conflict_reason not null,
  loser_values jsonb not null,
  loser_stamp text,
  loser_by uuid,
  loser_device_id uuid,
  winner_values jsonb not null,
  winner_stamp text,
  winner_by uuid,
  winner_device_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, edit_id, field, reason)
);
comment on table public.master_conflicts is
  'What somebody set and what did not stay, or was replaced by one who had not seen it (R9.1-3). `loser_values` are columns and values as an edit has them: to restore is to edit with them. Added, never changed.';
comment on column public.master_conflicts.edit_id is 'The edit that brought it to light, applied or refused.';
comment on column public.master_conflicts.field is 'The column, or the name of the group of columns.';
comment on column public.master_conflicts.loser_stamp is 'Null, as is who and where, for a value that no edit set.';
alter table public.master_conflicts enable row level security;
create index master_conflicts_record on public.master_conflicts (location_id, record_id);

-- Prices, limits and who changed them are a manager's business (R11.3-6), and
-- no other location's (R9.3-1).
do $$
declare
  v_table text;
begin
  foreach v_table in array array['master_edits', 'master_conflicts'] loop
    execute format('create trigger _100_facts before update or delete on public.%I for each row execute function app.tg__refuse_change()', v_table);
    execute format('create trigger _100_facts_all before truncate on public.%I for each statement execute function app.tg__refuse_change()', v_table);
    execute format(
      'create policy "managers see who edited what" on public.%I for select to authenticated
       using (location_id in (select app.my_location_ids())
         and app.role_of((select app.current_user_id()), location_id) in (''manager'', ''admin''))', v_table);
    execute format(
      'create policy "an edit sees the edits" on public.%I for select to flux_writer using (location_id = app.posting_location_id())', v_table);
    execute format(
      'create policy "an edit adds" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
    execute format('grant select on public.%I to authenticated, flux_writer', v_table);
    execute format('grant insert on public.%I to flux_writer', v_table);
  end loop;
  foreach v_table in array array['categories', 'units', 'tax_rates', 'items', 'customers', 'suppliers', 'stock_lots'] loop
    execute format(
      'create policy "an edit adds a master" on public.%I for insert to flux_writer with check (location_id = app.posting_location_id())', v_table);
  end loop;
  foreach v_table in array array['categories', 'units', 'tax_rates', 'items', 'customers', 'suppliers', 'stock_lots', 'location_settings', 'locations'] loop
    execute format(
      'create policy "an edit changes a master" on public.%I for update to flux_writer using (location_id = app.posting_location_id()) with check (location_id = app.posting_location_id())',
      v_table);
  end loop;
end;
$$;

create function app.master_columns(p_table text)
returns table (column_name text, field text, refers_to text, is_fixed boolean)
language sql immutable
begin atomic
  select c.column_name, coalesce(c.group_name, c.column_name), c.refers_to, c.is_fixed
  from (values
    ('categories', 'name', null, null, false),
    ('categories', 'sort_order', null, null, false),
    ('categories', 'is_archived', null, null, false),
    ('units', 'name', null, null, false),
    ('units', 'symbol', null, null, false),
    ('units', 'quantity_decimals', null, null, false),
    ('units', 'is_archived', null, null, false),
    ('tax_rates', 'name', null, null, false),
    ('tax_rates', 'rate_ppm', null, null, false),
    ('tax_rates', 'is_archived', null, null, false),
    ('items', 'name', null, null, false),
    ('items', 'barcode', null, null, false),
    ('items', 'category_id', null, 'categories', false),
    ('items', 'unit_id', null, 'units', false),
    -- A price is a price with its tax in it: one person's amount under
    -- another's rate is what neither of them meant to charge.
    ('items', 'price_minor', 'price', null, false),
    ('items', 'tax_rate_id', 'price', 'tax_rates', false),
    ('items', 'cost_minor', null, null, false),
    ('items', 'is_batch_tracked', null, null, false),
    ('items', 'is_archived', null, null, false),
    ('customers', 'name', null, null, false),
    ('customers', 'phone', null, null, false),
    ('customers', 'email', null, null, false),
    -- How much and for how long is one promise: a limit that was raised for
    -- seven days must not be had for sixty.
    ('customers', 'credit_limit_minor', 'credit', null, false),
    ('customers', 'credit_days', 'credit', null, false),
    ('customers', 'is_archived', null, null, false),
    ('suppliers', 'name', null, null, false),
    ('suppliers', 'phone', null, null, false),
    ('suppliers', 'email', null, null, false),
    ('suppliers', 'is_archived', null, null, false),
    -- The id of a batch is made of these: another number is another batch.
    ('stock_lots', 'item_id', null, 'items', true),
    ('stock_lots', 'batch_number', null, null, true),
    ('stock_lots', 'expiry_date', null, null, true),
    -- What blocks a sale, and what then becomes of one that was made offline,
    -- are the two halves of one rule.
    ('location_settings', 'negative_stock_policy', 'stock_policy', null, false),
    ('location_settings', 'block_on_sync', 'stock_policy', null, false),
    -- The decimals say where the point of every amount stands.
    ('location_settings', 'currency', 'currency', null, false),
    ('location_settings', 'currency_decimals', 'currency', null, false),
    ('location_settings', 'cash_rounding_minor', null, null, false),
    ('location_settings', 'tax_mode', null, null, false),
    ('location_settings', 'time_zone', null, null, false),
    ('location_settings', 'receipt_header', null, null, false),
    ('location_settings', 'receipt_footer', null, null, false),
    -- Not `code`: it is in every number that was ever printed here.
    ('locations', 'name', null, null, false),
    ('locations', 'kind', null, null, false)
  ) c(table_name, column_name, group_name, refers_to, is_fixed)
  where c.table_name = p_table;
end;
comment on function app.master_columns(text) is
  'Which columns of a master people set; every other is the server''s. Columns of one `field` belong together: they have one stamp and come together. A fixed one is set once.';

-- What people set is all that an edit may write, stamps apart.
do $$
declare
  v_table text;
  v_columns text;
begin
  foreach v_table in array array['categories', 'units', 'tax_rates', 'items', 'customers', 'suppliers', 'stock_lots', 'location_settings', 'locations'] loop
    select string_agg(quote_ident(c.column_name), ', ') into v_columns from app.master_columns(v_table) c;
    execute format('grant update (%s) on public.%I to flux_writer',
      (select string_agg(quote_ident(c), ', ') from (
        select m.column_name from app.master_columns(v_table) m where not m.is_fixed union all select 'stamps') s(c)), v_table);
    if v_table not in ('location_settings', 'locations') then
      execute format('grant insert (id, location_id, created_by, stamps, %s) on public.%I to flux_writer', v_columns, v_table);
    end if;
  end loop;
end;
$$;

-- The history stays here: a device has no use for it, and it only grows.
alter publication powersync add table public.master_conflicts;
