-- What the locations of the company are called. Whoever sends goods to another
-- location has to choose it, offline, and sees nothing else of it: a location's
-- own row, its people and its goods stay its own. One deployment is one company,
-- so the names are no secret from who works at any of its locations.

create table public.location_names (
  id uuid primary key references public.locations (id) on delete restrict,
  location_id uuid not null unique,
  name text not null,
  code text not null,
  kind public.location_kind not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint names_belong_to_their_location check (location_id = id)
);
comment on table public.location_names is
  'Name, code and kind of every location, for whoever works at one of them. Kept by a trigger on `locations`.';
alter table public.location_names enable row level security;

create function app.tg__name_location() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  insert into public.location_names as n (id, location_id, name, code, kind, created_by)
  values (new.id, new.id, new.name, new.code, new.kind, new.created_by)
  on conflict (id) do update set name = excluded.name, code = excluded.code, kind = excluded.kind, updated_at = now();
  return null;
end;
$$;
comment on function app.tg__name_location() is
  'Keeps location_names. Security definer: nobody else writes them, whoever may name a location.';
create trigger _500_name_location after insert or update of name, code, kind on public.locations
  for each row execute function app.tg__name_location();

insert into public.location_names (id, location_id, name, code, kind, created_by)
select l.id, l.id, l.name, l.code, l.kind, l.created_by from public.locations l;

create policy "who works somewhere knows what the locations are called" on public.location_names
  for select to authenticated using (exists (select from app.my_location_ids()));
create policy "posting knows where goods can go" on public.location_names
  for select to flux_writer using (app.posting_location_id() is not null);
grant select on public.location_names to authenticated, flux_writer;

alter publication powersync add table public.location_names;
