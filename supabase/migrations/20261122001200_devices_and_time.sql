-- What a device asks for before it sells.

create function app.last_sequences(p_device_id uuid) returns jsonb
language sql stable
set search_path = ''
begin atomic
  with numbers as (
    select k.entity_type::text as entity_type, k.number
    from public.document_keys k where k.device_id = p_device_id
    union all
    select r.entity_type, r.number
    from public.rejected_documents r
    join public.devices d on d.id = p_device_id
    join public.locations o on o.id = d.location_id
    -- Anybody may be refused with any number: only what this device could print counts.
    where r.record ->> 'device_id' = p_device_id::text
      and r.number ~ ('^[A-Z]-' || o.code || '-' || d.code || '-(?:[0-9]{6}|[1-9][0-9]{6,8})$')
      and substring(r.number from '[0-9]+$')::bigint <= 500000 + (
        select h.journal_seq from public.location_journal_heads h where h.location_id = d.location_id)
  )
  select coalesce(jsonb_object_agg(t.entity_type, t.last), '{}') from (
    select n.entity_type, max(substring(n.number from '-([0-9]{1,12})(?:~[0-9]+)?$')::bigint) as last
    from numbers n
    where n.entity_type in (select unnest(enum_range(null::public.entity_type))::text)
    group by n.entity_type
  ) t;
end;
comment on function app.last_sequences(uuid) is
  'The last number of each series of a device that the server has seen, refused documents included: a new database of the device counts on from there.';

create function public.register_device(device jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_actor_id uuid := app.current_user_id();
  v_id uuid := app.id_of(device, 'id');
  v_location_id uuid := app.id_of(device, 'location_id');
  v_replaces uuid := app.id_of(device, 'replaces');
  v_name text := btrim(coalesce(device ->> 'name', ''));
  v_role public.member_role := app.enter(v_location_id);
  v_device public.devices;
begin
  if v_role is null then
    perform app.refuse('RALOC', 'You are not a member of this location.', 'location_id');
  end if;
  if v_id is null or length(v_name) not between 1 and 120 or (v_replaces is null and device ->> 'replaces' is not null) then
    perform app.refuse('RVSHP', 'A device has an id and a name of 1 to 120 characters, and replaces a device or none.', 'name');
  end if;
  if v_replaces is not null and v_role = 'cashier' then
    perform app.refuse('RAROL', 'Only a manager can retire another device.', 'replaces');
  end if;
  -- One registration of a location at a time, so that no code is given twice.
  perform 1 from public.location_journal_heads h where h.location_id = v_location_id for update;

  select * into v_device from public.devices d where d.id = v_id;
  if not found then
    insert into public.devices (id, location_id, code, name, created_by)
    select v_id, v_location_id, lpad(n::text, greatest(2, length(n::text)), '0'), v_name, v_actor_id
    from (select coalesce(max(d.code::integer), 0) + 1 as n from public.devices d where d.location_id = v_location_id) next
    on conflict (id) do nothing
    returning * into v_device;
    -- RLS hides it: the id is of a device elsewhere.
    if v_device.id is null then
      perform app.refuse('RADEV', 'This device is registered at another location.', 'location_id');
    end if;
  end if;
  update public.devices d set retired_at = coalesce(d.retired_at, now())
  where d.id = v_replaces and d.location_id = v_location_id and d.id <> v_id;

  return jsonb_build_object('id', v_device.id, 'location_id', v_device.location_id, 'code', v_device.code,
    'last_sequences', app.last_sequences(v_device.id),
    'replaced_sequences', case when v_replaces is not null then app.last_sequences(v_replaces) end,
    'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.register_device(jsonb) is
  'Gives a device its code, once: {id, location_id, name, replaces?} → {id, location_id, code, last_sequences, replaced_sequences, server_now}. The same id again gets the same code. `replaces` retires a lost device (managers) and tells the last numbers that were seen of it. Security definer: clients do not write devices.';

create function public.server_time() returns jsonb
language sql stable security definer
set search_path = ''
return jsonb_build_object('server_now', app.iso(clock_timestamp()));
comment on function public.server_time() is 'The server''s clock: {server_now}, ISO 8601, UTC, milliseconds (R10.3-3).';
