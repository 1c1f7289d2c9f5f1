-- A location is a shop or a warehouse (R2-8). It is the scope of everything:
-- every other row carries its id, and who is not a member sees none of it.

create table public.locations (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null,
  name text not null check (length(name) between 1 and 120),
  code text not null unique check (code ~ '^[A-Z0-9]{1,8}$'),
  kind public.location_kind not null,
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint locations_are_their_own_scope check (location_id = id)
);
comment on table public.locations is
  'A shop or a warehouse. `location_id` equals `id`, so that one rule scopes every table. `code` is part of every document number.';
alter table public.locations enable row level security;

create table public.location_members (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null references public.locations (id) on delete restrict,
  user_id uuid not null references auth.users (id) on delete restrict,
  role public.member_role not null,
  display_name text not null check (length(display_name) between 1 and 120),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, user_id)
);
comment on table public.location_members is
  'Who works where, and as what. The only source of access: RLS, the RPCs and the sync streams all read it.';
alter table public.location_members enable row level security;
create index location_members_user_id on public.location_members (user_id);

create function app.is_time_zone(p_name text) returns boolean
language sql stable
return exists (select from pg_catalog.pg_timezone_names z where z.name = p_name);
comment on function app.is_time_zone(text) is 'Whether Postgres knows a time zone of that name. One that it did not would stop every posting of a location.';

create table public.location_settings (
  id uuid primary key default gen_random_uuid(),
  location_id uuid not null unique references public.locations (id) on delete restrict,
  negative_stock_policy public.negative_stock_policy not null default 'WARN',
  block_on_sync public.block_on_sync not null default 'hold',
  currency text not null default 'USD' check (currency ~ '^[A-Z]{3}$'),
  currency_decimals integer not null default 2 check (currency_decimals in (0, 2, 3)),
  cash_rounding_minor bigint not null default 1 check (cash_rounding_minor between 1 and 100000),
  tax_mode public.tax_mode not null default 'inclusive',
  time_zone text not null default 'UTC' check (app.is_time_zone(time_zone)),
  receipt_header text not null default '' check (length(receipt_header) <= 500),
  receipt_footer text not null default '' check (length(receipt_footer) <= 500),
  stamps jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict
);
comment on table public.location_settings is
  'How a location sells. WARN posts below zero and flags it; BLOCK refuses (R4.1-16). `cash_rounding_minor` is the smallest coin in minor units, 1 for none.';
alter table public.location_settings enable row level security;

create table public.devices (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  code text not null check (code ~ '^[0-9]{2,6}$'),
  name text not null check (length(name) between 1 and 120),
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  unique (location_id, code)
);
comment on table public.devices is
  'A till or tablet. `code` is handed out once per location, is part of every number the device prints, and is never used again, so two devices can number documents offline without meeting.';
alter table public.devices enable row level security;

-- The three ways of asking "is this mine?". They are security definer because
-- membership must be readable before any policy can be decided: a policy on
-- location_members that read location_members would never end.

create function app.my_location_ids() returns setof uuid
language sql stable security definer
set search_path = ''
begin atomic
  select m.location_id from public.location_members m where m.user_id = app.current_user_id();
end;
comment on function app.my_location_ids() is 'The locations that the asking user is a member of. Every RLS policy is made of it.';
grant execute on function app.my_location_ids() to authenticated, flux_writer;

create function app.role_of(p_user_id uuid, p_location_id uuid) returns public.member_role
language plpgsql stable security definer
set search_path = ''
-- Not in SQL, which would be planned anew in every transaction.
as $$
begin
  return (select m.role from public.location_members m where m.user_id = p_user_id and m.location_id = p_location_id);
end;
$$;
comment on function app.role_of(uuid, uuid) is 'The role of a user at a location, null for a stranger.';
grant execute on function app.role_of(uuid, uuid) to flux_writer;

create function app.enter(p_location_id uuid) returns public.member_role
language plpgsql volatile security definer
set search_path = ''
as $$
declare
  v_role public.member_role := app.role_of(app.current_user_id(), p_location_id);
begin
  perform set_config('flux.location_id', case when v_role is not null then p_location_id::text else '' end, true);
  return v_role;
end;
$$;
comment on function app.enter(uuid) is
  'Every RPC''s first act: lets the asking user into a location for the rest of the transaction and returns the role, or null for a stranger. A function that forgets it can read and write nothing.';
grant execute on function app.enter(uuid) to flux_writer;

create trigger _100_touch before update on public.locations
  for each row execute function app.tg__touch();
create trigger _100_touch before update on public.location_members
  for each row execute function app.tg__touch();
create trigger _100_touch before update on public.location_settings
  for each row execute function app.tg__touch();
create trigger _100_touch before update on public.devices
  for each row execute function app.tg__touch();

create policy "members see their locations" on public.locations
  for select to authenticated using (id in (select app.my_location_ids()));
create policy "members see their colleagues" on public.location_members
  for select to authenticated using (location_id in (select app.my_location_ids()));
create policy "members see the settings" on public.location_settings
  for select to authenticated using (location_id in (select app.my_location_ids()));
create policy "members see the devices" on public.devices
  for select to authenticated using (location_id in (select app.my_location_ids()));

create policy "an RPC sees the location it entered" on public.locations
  for select to flux_writer using (id = app.posting_location_id());
create policy "an RPC sees the settings" on public.location_settings
  for select to flux_writer using (location_id = app.posting_location_id());
create policy "an RPC sees the devices" on public.devices
  for select to flux_writer using (location_id = app.posting_location_id());
create policy "register_device adds" on public.devices
  for insert to flux_writer with check (location_id = app.posting_location_id());
create policy "register_device retires" on public.devices
  for update to flux_writer
  using (location_id = app.posting_location_id()) with check (location_id = app.posting_location_id());

grant select on public.locations, public.location_members, public.location_settings, public.devices to authenticated;
grant select on public.locations, public.location_settings, public.devices to flux_writer;
grant insert (id, location_id, code, name, created_by) on public.devices to flux_writer;
grant update (retired_at) on public.devices to flux_writer;
