-- The catalog of one location as the beginning of another's.
--
--   copy_catalog ─► may they, at both? ─► what the target has of it
--                                                  │
--          its rows, whole ◄── the source ─────────┘
--                │
--                └─► into the target, under its lock of masters
--
-- A copied row has an id made of the target and its source, so copying again
-- finds what is there, changes nothing of it and adds only what is new. Copied
-- rows are the target's own from then on: no stamps, edited like any other.
-- Copied back, a copy is known for what it is: what is new at one of two
-- locations can be brought to the other either way, and nothing comes twice.
--
-- An RPC sees one location at a time (see _locations), so the source is read
-- into memory first. It is not locked, but read by one statement: no item
-- comes without its category.

create function app.enter_to_copy(p_location_id uuid, p_field text) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_role public.member_role := app.enter(p_location_id);
begin
  if v_role is null then
    perform app.refuse('RALOC', 'You are not a member of this location.', p_field);
  elsif v_role = 'cashier' then
    perform app.refuse('RAROL', 'Only a manager of both locations can copy a catalog.', p_field);
  end if;
end;
$$;
comment on function app.enter_to_copy(uuid, text) is 'app.enter for who copies a catalog: managers and admins; raises for everybody else.';

create function app.copied_id(p_to uuid, p_source_id uuid) returns uuid
language sql immutable
return extensions.uuid_generate_v5(p_to, p_source_id::text);
comment on function app.copied_id(uuid, uuid) is 'The id that a copy of a master has at a location: the UUIDv5 of both.';

create type app.catalog as (
  money jsonb,
  categories public.categories[],
  units public.units[],
  tax_rates public.tax_rates[],
  items public.items[]
);
comment on type app.catalog is 'What is read of the source. `money` is what its prices mean.';

create function app.money_of(p_location_id uuid) returns jsonb
language sql stable
begin atomic
  select jsonb_build_object('currency', s.currency, 'currency_decimals', s.currency_decimals, 'tax_mode', s.tax_mode)
  from public.location_settings s where s.location_id = p_location_id;
end;
comment on function app.money_of(uuid) is 'What a price of a location means: in which currency, to how many decimals, with the tax in it or not.';

create function app.read_catalog(p_from uuid, p_to uuid, p_known uuid[], p_came_from_there uuid[], p_most integer) returns app.catalog
language plpgsql
set search_path = ''
as $$
declare
  v app.catalog;
begin
  with wanted as (
    select i.* from public.items i
    where i.location_id = p_from and not i.is_archived
      and not exists (select from unnest(p_known) k(id) where k.id = app.copied_id(p_to, i.id))
      and not exists (select from unnest(p_came_from_there) t(id) where t.id = i.id)
    order by i.id limit p_most
  )
  select app.money_of(p_from),
    -- An item may be of an archived category: it comes with it.
    (select array_agg(c order by c.id) from public.categories c
     where c.location_id = p_from and (not c.is_archived or c.id in (select w.category_id from wanted w))),
    (select array_agg(u order by u.id) from public.units u
     where u.location_id = p_from and (not u.is_archived or u.id in (select w.unit_id from wanted w))),
    (select array_agg(t order by t.id) from public.tax_rates t
     where t.location_id = p_from and (not t.is_archived or t.id in (select w.tax_rate_id from wanted w))),
    (select array_agg(row(w.*)::public.items order by w.id) from wanted w)
  into v;
  return v;
end;
$$;
comment on function app.read_catalog(uuid, uuid, uuid[], uuid[], integer) is
  'What of the entered location is to be copied, in one snapshot: at most so many items whose copy is not among those known there, and that are no copies from there.';

create function app.write_catalog(p_from uuid, p_to uuid, p app.catalog) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_by uuid := app.current_user_id();
  v_categories integer;
  v_units integer;
  v_tax_rates integer;
  v_items integer;
begin
  insert into public.categories (id, location_id, name, sort_order, is_archived, created_by)
  select app.copied_id(p_to, c.id), p_to, c.name, c.sort_order, c.is_archived, v_by from unnest(p.categories) c
  where not exists (select from public.categories h where h.location_id = p_to and app.copied_id(p_from, h.id) = c.id)
  on conflict (id) do nothing;
  get diagnostics v_categories = row_count;
  insert into public.units (id, location_id, name, symbol, quantity_decimals, is_archived, created_by)
  select app.copied_id(p_to, u.id), p_to, u.name, u.symbol, u.quantity_decimals, u.is_archived, v_by from unnest(p.units) u
  where not exists (select from public.units h where h.location_id = p_to and app.copied_id(p_from, h.id) = u.id)
  on conflict (id) do nothing;
  get diagnostics v_units = row_count;
  insert into public.tax_rates (id, location_id, name, rate_ppm, is_archived, created_by)
  select app.copied_id(p_to, t.id), p_to, t.name, t.rate_ppm, t.is_archived, v_by from unnest(p.tax_rates) t
  where not exists (select from public.tax_rates h where h.location_id = p_to and app.copied_id(p_from, h.id) = t.id)
  on conflict (id) do nothing;
  get diagnostics v_tax_rates = row_count;
  insert into public.items (id, location_id, name, barcode, category_id, unit_id, tax_rate_id, price_minor, cost_minor, is_batch_tracked, created_by)
  select app.copied_id(p_to, i.id), p_to, i.name, case when h.id is null then i.barcode end,
    coalesce(c.id, app.copied_id(p_to, i.category_id)), coalesce(u.id, app.copied_id(p_to, i.unit_id)),
    coalesce(t.id, app.copied_id(p_to, i.tax_rate_id)), i.price_minor, i.cost_minor, i.is_batch_tracked, v_by
  from unnest(p.items) i
  left join public.items h on h.location_id = p_to and h.barcode = i.barcode
  -- Of what came from there, the original.
  left join public.categories c on c.location_id = p_to and app.copied_id(p_from, c.id) = i.category_id
  left join public.units u on u.location_id = p_to and app.copied_id(p_from, u.id) = i.unit_id
  left join public.tax_rates t on t.location_id = p_to and app.copied_id(p_from, t.id) = i.tax_rate_id
  on conflict (id) do nothing;
  get diagnostics v_items = row_count;
  return jsonb_build_object('categories', v_categories, 'units', v_units, 'tax_rates', v_tax_rates, 'items', v_items);
end;
$$;
comment on function app.write_catalog(uuid, uuid, app.catalog) is
  'Adds to the entered location, whose masters are held, what it has not; returns how much. A barcode that another item has there is left out.';

create function app.barcodes_taken(p_to uuid, p_items public.items[]) returns jsonb
language sql stable
set search_path = ''
begin atomic
  with taken as (
    select i.name, i.barcode, row_number() over (order by i.name, i.id) as n
    from unnest(p_items) i join public.items h on h.location_id = p_to and h.barcode = i.barcode
  )
  select jsonb_build_object('barcodes_left_out', count(*),
    'left_out', coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'barcode', t.barcode) order by t.n) filter (where t.n <= 100), '[]'))
  from taken t;
end;
comment on function app.barcodes_taken(uuid, public.items[]) is 'How many items of the source have a barcode that the entered location has already, and the first hundred of them.';

create function public.copy_catalog(p_from uuid, p_to uuid) returns jsonb
language plpgsql security definer
set search_path = ''
-- Whole catalogs are compared. Postgres takes an array for ten rows, and would
-- compare each with each; and what is of one location is found by its index.
set enable_nestloop = 'off'
set enable_seqscan = 'off'
as $$
declare
  -- More are copied by asking again: no call holds the target for long.
  v_most constant integer := 10000;
  v_known uuid[];
  v_came_from_there uuid[];
  v_money jsonb;
  v_left jsonb;
  v_catalog app.catalog;
  v_copied jsonb;
begin
  perform app.enter_to_copy(p_from, 'p_from');
  perform app.enter_to_copy(p_to, 'p_to');
  if p_from = p_to then
    perform app.refuse('RVCPY', 'Choose another location to copy to.', 'p_to');
  end if;
  perform app.hold_masters(p_to);
  v_known := array(select i.id from public.items i where i.location_id = p_to);
  v_came_from_there := array(select app.copied_id(p_from, k.id) from unnest(v_known) k(id));
  v_money := app.money_of(p_to);
  perform app.enter_to_copy(p_from, 'p_from');
  v_catalog := app.read_catalog(p_from, p_to, v_known, v_came_from_there, v_most);
  if v_catalog.money is distinct from v_money then
    perform app.refuse('RVCPY', 'The two locations differ in currency or in whether prices include tax: a price of one is none of the other.', 'p_to');
  end if;
  perform app.enter_to_copy(p_to, 'p_to');
  v_left := app.barcodes_taken(p_to, v_catalog.items);
  v_copied := app.write_catalog(p_from, p_to, v_catalog);
  return v_copied || v_left || jsonb_build_object('is_done', coalesce(cardinality(v_catalog.items), 0) < v_most, 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.copy_catalog(uuid, uuid) is
  'Copies what of the catalog of one location the other has not: {categories, units, tax_rates, items, barcodes_left_out, left_out: [{name, barcode}], is_done, server_now}. Managers and admins of both. At most 10,000 items a call: ask again until `is_done`. Safe to repeat: what is there is not changed. Security definer: clients write nothing.';
