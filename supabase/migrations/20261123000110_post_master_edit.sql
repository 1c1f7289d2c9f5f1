-- Merging an edit into a master: what of it wins is set, what loses is logged.
-- Stamps and locks are explained in _master_edits.
--
--   push ─► post_master_edit ─► here already? ─► already_applied, as it was answered
--                                    │ no
--                                open_edit    shape, role, the row, locked, the stamp, capped
--                                    │
--                                merge_edit   per column, or group of columns:
--                                    │          newer   set; what it replaces unseen is logged
--                                    │          same    nothing
--                                    │          older   loses, logged
--                                write_edit ─► master_edits, applied
--                                    │ breaks a constraint
--                                    └─► nothing of it, logged, rejected

create type app.edit as (
  kind public.edit_kind,
  table_name text,
  stamp text,
  columns jsonb,
  previous jsonb,
  row_before jsonb,
  wins jsonb,
  stamps jsonb,
  warnings text[]
);
comment on type app.edit is
  'An edit on its way into a master. `columns`, `previous` and `row_before` (null where there is none yet) have the types of the table; `wins` is what of `columns` is set, `stamps` their stamps, `warnings` what lost.';

create type app.version as (held jsonb, stamp text, made_by uuid, device_id uuid);
comment on type app.version is 'What a field held, since when, by whom and where.';

create function app.hold_masters(p_location_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.locations l where l.id = p_location_id for no key update;
end;
$$;
comment on function app.hold_masters(uuid) is
  'Waits for the masters of a location and holds them to the end of the transaction: its edits come one after another. After the journal head where both are held; whoever holds only this waits for nobody.';

create function app.missing(p_table text) returns text
language sql immutable
return case p_table when 'items' then 'RDITM' when 'tax_rates' then 'RDTAX' when 'customers' then 'RDCUS'
  when 'stock_lots' then 'RDLOT' else '23503' end;
comment on function app.missing(text) is
  'The code with which an edit waits for a master that is not here, or not of this location, which is the same.';

create function app.next_stamp(p_stamp text) returns text
language sql stable
return case when substr(p_stamp, 26, 4) = 'ffff'
  then app.iso(left(p_stamp, 24)::timestamptz + interval '1 millisecond') || '-0000'
  else left(p_stamp, 25) || lpad(to_hex(('x' || substr(p_stamp, 26, 4))::bit(16)::integer + 1), 4, '0')
  end || substr(p_stamp, 30);
comment on function app.next_stamp(text) is 'The first stamp of the same device after this one.';

create function app.stamp_of(p app.posting) returns text
language plpgsql
set search_path = ''
as $$
declare
  v_stamp text := p.payload ->> 'stamp';
  v_most timestamptz := clock_timestamp() + interval '2 seconds';
  v_capped text collate "C";
  v_last text collate "C";
begin
  if v_stamp is null or v_stamp !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z-[0-9a-f]{4}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
    -- Two ways of writing one time would be two stamps.
    or app.iso(left(v_stamp, 24)::timestamptz) <> left(v_stamp, 24) then
    perform app.refuse('RVSHP', 'The stamp of the edit is not one.', 'stamp');
  end if;
  if left(v_stamp, 24)::timestamptz <= v_most then
    return v_stamp;
  end if;
  -- All that a fast clock makes is of the same moment here; it keeps its order.
  v_capped := app.iso(v_most) || '-0000-' || p.device_id;
  select max(m.stamp) into v_last from public.master_edits m where m.device_id = p.device_id and m.location_id = p.location_id;
  return case when v_last >= v_capped then app.next_stamp(v_last) else v_capped end;
end;
$$;
comment on function app.stamp_of(app.posting) is
  'The stamp that an edit counts with: its own, or the cap of now + 2 s. Under the lock of the masters, which makes `later` mean later.';

create function app.check_edit(p app.posting, p_kind text, p_table text, p_columns jsonb) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_column text;
begin
  if p_kind is null or p_kind not in ('create', 'edit') or not exists (select from app.master_columns(p_table)) then
    perform app.refuse('RVSHP', 'The edit does not say what it makes or changes.', 'table');
  end if;
  -- Before anything is looked up: what there is is not told to who may not edit it.
  if p.actor_role = 'cashier' or (p.actor_role <> 'admin' and p_table in ('locations', 'location_settings')) then
    perform app.refuse('RAROL', 'Only a manager can edit this, and the settings only an admin.', 'table');
  end if;
  if p_kind = 'create' and p_table in ('locations', 'location_settings') then
    perform app.refuse('RVSHP', 'A location is not made by an edit.', 'table');
  end if;
  if jsonb_typeof(p_columns) is distinct from 'object' or p_columns = '{}'
    or jsonb_typeof(p.payload -> 'previous') is distinct from 'object' then
    perform app.refuse('RVSHP', 'The edit does not say what it sets, and what that was before.', 'columns');
  end if;
  select k into v_column from jsonb_object_keys(p_columns) k
  where not exists (select from app.master_columns(p_table) c where c.column_name = k and (p_kind = 'create' or not c.is_fixed))
  limit 1;
  if found then
    perform app.refuse('RVSHP', 'The edit sets what is not for an edit to set.', left(v_column, 60));
  end if;
  select c.column_name into v_column from app.master_columns(p_table) c
  where not p_columns ? c.column_name
    and exists (select from app.master_columns(p_table) o where o.field = c.field and p_columns ? o.column_name)
  limit 1;
  if found then
    perform app.refuse('RVSHP', 'The edit sets one of several values that belong together.', v_column);
  end if;
end;
$$;
comment on function app.check_edit(app.posting, text, text, jsonb) is
  'Who may edit what, and whether the edit is whole: known columns only, those that belong together together (R9.3-1).';

create function app.open_edit(p app.posting) returns app.edit
language plpgsql
set search_path = ''
as $$
declare
  e app.edit;
  v_table text := p.payload ->> 'table';
  v_columns jsonb := p.payload -> 'columns';
begin
  perform app.check_edit(p, p.payload ->> 'kind', v_table, v_columns);
  e.kind := (p.payload ->> 'kind')::public.edit_kind;
  e.table_name := v_table;
  -- As the table has them: 1 is true, and what is no number is refused here.
  execute format(
    'select jsonb_object_agg(k, to_jsonb(n) -> k), jsonb_object_agg(k, to_jsonb(o) -> k)
     from jsonb_populate_record(null::public.%1$I, $1) n, jsonb_populate_record(null::public.%1$I, $2) o, jsonb_object_keys($1) k', v_table)
  into e.columns, e.previous using v_columns, p.payload -> 'previous';
  execute format('select to_jsonb(t) from public.%I t where t.id = $1 for no key update', v_table)
  into e.row_before using p.entity_id;
  if e.row_before is null and e.kind = 'edit' then
    perform app.refuse(app.missing(v_table), 'What is edited is not on the server.', 'id');
  end if;
  e.stamp := app.stamp_of(p);
  return e;
end;
$$;
comment on function app.open_edit(app.posting) is 'Reads an edit, and locks the row that it is of.';

create function app.log_conflict(
  p app.posting, e app.edit, p_reason public.conflict_reason, p_field text, p_mine jsonb, p_there jsonb, p_known text
) returns text
language plpgsql
set search_path = ''
as $$
declare
  v_mine app.version := row(p_mine, e.stamp, p.author_id, p.device_id);
  v_there app.version := row(p_there, p_known, (
    select m.created_by from public.master_edits m
    where m.location_id = p.location_id and m.record_id = coalesce(app.id_of(p_there, 'id'), p.entity_id) and m.stamp = p_known
    limit 1), right(p_known, 36)::uuid);
  v_loser app.version := case when p_reason = 'overwrote_unseen' then v_there else v_mine end;
  v_winner app.version := case when p_reason = 'overwrote_unseen' then v_mine else v_there end;
begin
  insert into public.master_conflicts (location_id, edit_id, table_name, record_id, field, reason,
    loser_values, loser_stamp, loser_by, loser_device_id, winner_values, winner_stamp, winner_by, winner_device_id, created_by)
  values (p.location_id, p.queue_id::uuid, e.table_name, p.entity_id, p_field, p_reason,
    v_loser.held, v_loser.stamp, v_loser.made_by, v_loser.device_id,
    v_winner.held, v_winner.stamp, v_winner.made_by, v_winner.device_id, p.author_id)
  on conflict do nothing;
  return p_reason || ':' || p_field;
end;
$$;
comment on function app.log_conflict(app.posting, app.edit, public.conflict_reason, text, jsonb, jsonb, text) is
  'Keeps what lost and to what, once; returns what its sender is warned with, `reason:field`. `p_known` is the stamp of what was there.';

create function app.barcode_taken(p app.posting, e app.edit) returns jsonb
language plpgsql stable
set search_path = ''
as $$
begin
  if e.table_name <> 'items' or e.columns ->> 'barcode' is null then
    return null;
  end if;
  return (
    select jsonb_build_object('id', i.id, 'barcode', i.barcode, 'stamp', i.stamps ->> 'barcode')
    from public.items i
    where i.location_id = p.location_id and i.barcode = e.columns ->> 'barcode' and i.id <> p.entity_id);
end;
$$;
comment on function app.barcode_taken(app.posting, app.edit) is 'The other item that has the barcode, null where none has.';

create function app.merge_edit(p app.posting, p_edit app.edit) returns app.edit
language plpgsql
set search_path = ''
as $$
declare
  f record;
  e app.edit := p_edit;
  v_known text collate "C";
  v_taken jsonb := app.barcode_taken(p, p_edit);
begin
  e.wins := '{}';
  e.stamps := '{}';
  e.warnings := '{}';
  for f in
    select c.field, bool_or(c.is_fixed) as is_fixed, jsonb_object_agg(c.column_name, e.columns -> c.column_name) as mine,
      jsonb_object_agg(c.column_name, e.previous -> c.column_name) as seen,
      jsonb_object_agg(c.column_name, e.row_before -> c.column_name) as there
    from app.master_columns(e.table_name) c
    where e.columns ? c.column_name
    group by c.field
    order by c.field
  loop
    v_known := e.row_before #>> array['stamps', f.field];
    if e.row_before is not null and f.is_fixed then
      if f.mine <> f.there then
        perform app.refuse('RVDUP', 'Another batch has this id.', 'id');
      end if;
    elsif v_known >= e.stamp then
      -- Who set what is there anyway has lost nothing: the same edit again under another id is one.
      if f.mine <> f.there then
        e.warnings := e.warnings || app.log_conflict(p, e, 'older', f.field, f.mine, f.there, v_known);
      end if;
    elsif f.field = 'barcode' and v_taken is not null then
      -- Lines that name the item wait for it: it is kept, without.
      e.warnings := e.warnings || app.log_conflict(p, e, 'barcode_taken', f.field, f.mine, v_taken - 'stamp', v_taken ->> 'stamp');
    else
      if e.row_before is not null and f.mine <> f.there and f.seen <> f.there then
        e.warnings := e.warnings || app.log_conflict(p, e, 'overwrote_unseen', f.field, f.mine, f.there, v_known);
      end if;
      e.wins := e.wins || f.mine;
      e.stamps := e.stamps || jsonb_build_object(f.field, e.stamp);
    end if;
  end loop;
  return e;
end;
$$;
comment on function app.merge_edit(app.posting, app.edit) is
  'What of an edit wins, column by column (group by group); what loses is logged. It changes nothing itself. A barcode that another item has never fails an edit: it stays as it was (R6.1-4).';

create function app.write_edit(p app.posting, e app.edit) returns void
language plpgsql
set search_path = ''
as $$
declare
  v_names text := (select string_agg(quote_ident(k), ', ' order by k) from jsonb_object_keys(e.wins) k);
  v_values text := (select string_agg('r.' || quote_ident(k), ', ' order by k) from jsonb_object_keys(e.wins) k);
  v_written integer;
  v_is_here boolean;
  c record;
begin
  if v_names is null then
    return;
  end if;
  -- A foreign key would say so too, but not of what; and RLS shows only what is of this location.
  for c in select m.column_name, m.refers_to from app.master_columns(e.table_name) m where m.refers_to is not null and e.wins ->> m.column_name is not null loop
    execute format('select exists (select from public.%I t where t.id = $1)', c.refers_to)
    into v_is_here using (e.wins ->> c.column_name)::uuid;
    if not v_is_here then
      perform app.refuse(app.missing(c.refers_to), 'The edit names what is not on the server.', c.column_name);
    end if;
  end loop;
  if e.row_before is null then
    execute format(
      'insert into public.%1$I (id, location_id, created_by, stamps, %2$s)
       select $1, $2, $3, $4, %3$s from jsonb_populate_record(null::public.%1$I, $5) r on conflict do nothing',
      e.table_name, v_names, v_values)
    using p.entity_id, p.location_id, p.author_id, e.stamps, e.wins;
    get diagnostics v_written = row_count;
    if v_written = 0 then
      perform app.refuse('RVDUP', 'Another record has this id, or says the same.', 'id');
    end if;
  else
    execute format(
      'update public.%1$I t set (%2$s, stamps) = (select %3$s, t.stamps || $1 from jsonb_populate_record(null::public.%1$I, $2) r) where t.id = $3',
      e.table_name, v_names, v_values)
    using e.stamps, e.wins, p.entity_id;
  end if;
end;
$$;
comment on function app.write_edit(app.posting, app.edit) is 'Sets what of an edit wins, on a row that is locked, or makes the row.';

create function app.column_of(p_table text, p_constraint text) returns text
language sql stable
return (
  select a.attname from pg_catalog.pg_constraint k
  join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
  where k.conrelid = format('public.%I', p_table)::regclass and k.conname = p_constraint);
comment on function app.column_of(text, text) is 'The (first) column that a constraint is about, for the person who broke it.';

create function app.refuse_edit(p app.posting, e app.edit, p_code text, p_field text) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  f record;
begin
  for f in
    select c.field, jsonb_object_agg(c.column_name, e.columns -> c.column_name) as mine,
      jsonb_object_agg(c.column_name, e.row_before -> c.column_name) as there
    from app.master_columns(e.table_name) c
    where e.columns ? c.column_name
    group by c.field
  loop
    perform app.log_conflict(p, e, 'check', f.field, f.mine, f.there, e.row_before #>> array['stamps', f.field]);
  end loop;
  return app.refusal(jsonb_build_object('queue_id', p.queue_id, 'entity_id', p.entity_id), p_code, null, p_field);
end;
$$;
comment on function app.refuse_edit(app.posting, app.edit, text, text) is
  'Answers an edit after which the row would not be allowed: all that it set has lost, and is logged.';

create function app.already_edited(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_edit public.master_edits;
begin
  select * into v_edit from public.master_edits m where m.id = p.queue_id::uuid;
  if found then
    if v_edit.payload_hash <> p.payload_hash then
      perform app.refuse('RVDUP', 'Another edit with this id was made already. This one was not.', 'queue_id');
    end if;
    return app.result(p.queue_id, p.entity_id::text, 'already_applied', null, v_edit.created_at,
      array(select jsonb_array_elements_text(v_edit.warnings)));
  end if;
  return (
    select app.result(p.queue_id, p.entity_id::text, 'already_applied', null, d.created_at, '{void}')
    from public.voided_documents d where d.id = p.queue_id::uuid);
end;
$$;
comment on function app.already_edited(app.posting) is
  'The answer to an edit that is here already, the same as the first time, or that a manager closed; null where neither is.';

create function app.post_master_edit(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  e app.edit;
  v_answer jsonb;
  v_retired_at timestamptz;
  v_code text;
  v_field text;
  v_constraint text;
begin
  if app.id_of(jsonb_build_object('id', p.queue_id), 'id') is null then
    perform app.refuse('RVSHP', 'An edit has an id of its own.', 'queue_id');
  end if;
  v_answer := app.already_edited(p);
  if v_answer is not null then
    return v_answer;
  end if;
  select d.retired_at into v_retired_at from public.devices d where d.id = p.device_id and d.location_id = p.location_id;
  if not found then
    perform app.refuse('RADEV', 'This device is not registered at this location.', 'device_id');
  elsif v_retired_at is not null then
    v.flags := v.flags || 'device_retired'::text;
  end if;
  e := app.open_edit(p);
  if e.stamp <> p.payload ->> 'stamp' then
    v.flags := v.flags || 'clock_ahead'::text;
  end if;
  begin
    e := app.merge_edit(v, e);
    perform app.write_edit(v, e);
  exception when check_violation or not_null_violation then
    get stacked diagnostics v_code = returned_sqlstate, v_field = column_name, v_constraint = constraint_name;
    return app.refuse_edit(p, e, v_code, coalesce(nullif(v_field, ''), app.column_of(e.table_name, v_constraint)));
  end;
  v.flags := v.flags || e.warnings;
  insert into public.master_edits (id, location_id, device_id, kind, table_name, record_id, columns, previous, stamp, warnings,
    payload_hash, submitted_by, client_created_at, client_updated_at, created_by)
  values (v.queue_id::uuid, v.location_id, v.device_id, e.kind, e.table_name, v.entity_id, e.columns, e.previous, e.stamp, to_jsonb(v.flags),
    v.payload_hash, nullif(v.actor_id, v.author_id), v.client_created_at, v.client_updated_at, v.author_id);
  perform app.resolve_refusals(v.location_id, v.queue_id::uuid, 'posted', v.actor_id, '');
  return app.result(v.queue_id, v.entity_id::text, 'applied', null, now(), v.flags);
end;
$$;
comment on function app.post_master_edit(app.posting) is
  'One edit of a master, whole or not at all, but for the columns that lose to newer ones (R9.1-1). The masters are held by push.';

do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_catalog.pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.prorettype <> 'trigger'::regtype
  loop
    execute format('grant execute on function %s to flux_writer', v_function);
  end loop;
end;
$$;
