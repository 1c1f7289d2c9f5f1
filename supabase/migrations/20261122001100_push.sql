-- The doors. `push` is what the connector uses; the typed functions are the
-- same for one record, for integrators. All of them are security definer and
-- owned by flux_writer, because clients may execute them but write nothing.

create function app.post_record(p_batch app.posting, p_record jsonb) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := app.open_record(p_batch, p_record);
begin
  if v.entity_type = 'master_update' then
    return app.post_master_edit(v);
  end if;
  return coalesce(
    app.already_posted(v),
    app.already_void(v),
    case v.entity_type
      when 'sales_invoice' then app.post_sale(v)
      when 'stock_adjustment' then app.post_stock_adjustment(v)
    end);
end;
$$;
comment on function app.post_record(app.posting, jsonb) is 'One record: answered again if it is posted or void, else handed to the function of its kind. An edit of a master is no document: it has no number and no place in the journal.';

create function app.refusal(p_record jsonb, p_code text, p_message text, p_field text) returns jsonb
language sql stable
return jsonb_build_object(
  'queue_id', p_record ->> 'queue_id', 'entity_id', p_record ->> 'entity_id',
  'status', case when p_code like 'RD%' or p_code = '23503' then 'dependency_missing' else 'rejected' end,
  'code', p_code,
  -- What Postgres itself says of a value may quote other rows: it stays here.
  'message', case
    when p_code = '23503' then 'The document names something that is not on the server.'
    when p_code like '23%' then 'A value of the document is missing, taken or outside what is allowed.'
    when p_code like '22%' then 'A value of the document cannot be read.'
    else p_message end,
  'field', nullif(p_field, ''), 'journal_seq', null, 'posted_at', null, 'warnings', '[]'::jsonb);
comment on function app.refusal(jsonb, text, text, text) is 'A PushResult of something that was refused.';

create function app.keep_refused(p_location_id uuid, p_actor_id uuid, p_record jsonb, p_refusal jsonb) returns boolean
language plpgsql
set search_path = ''
as $$
begin
  -- Nobody is refused a thousand times in good faith. The device keeps the record all the same.
  if (select count(*) from public.rejected_documents r
      where r.location_id = p_location_id and r.created_by = p_actor_id and r.resolved_at is null) >= 1000 then
    return false;
  end if;
  insert into public.rejected_documents as r (location_id, entity_type, document_id, number, code, message, field, record, created_by)
  values (p_location_id, left(coalesce(p_record ->> 'entity_type', ''), 64),
    -- Of one master there are many edits, each its own act: an edit's own id is what it is known by.
    left(coalesce(p_record ->> case when p_record ->> 'entity_type' = 'master_update' then 'queue_id' else 'entity_id' end, ''), 64),
    coalesce(p_record #>> '{payload,invoice_number}', p_record #>> '{payload,adjustment_number}', ''),
    p_refusal ->> 'code', p_refusal ->> 'message', p_refusal ->> 'field', p_record, p_actor_id)
  on conflict (location_id, created_by, document_id, code) do update
  set tries = r.tries + 1, message = excluded.message, field = excluded.field, record = excluded.record,
    resolved_at = null, resolved_by = null, resolution = null, resolution_reason = '', updated_at = now();
  return true;
end;
$$;
comment on function app.keep_refused(uuid, uuid, jsonb, jsonb) is
  'Keeps what was refused, whole, in the transaction of the decision, with no cast of its fields. False where its sender has too many unresolved already.';

create function public.push(records jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
-- What follows is many small statements, all of them by key. Planning them anew
-- costs more than a plan could save, and a plan made while a shop was empty
-- would go on reading whole tables when it no longer is.
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
as $$
declare
  v_actor_id uuid := app.current_user_id();
  v_actor_role public.member_role;
  v_location_id uuid;
  v_batch app.posting;
  v_count integer;
  v_next integer := 0;
  v_record jsonb;
  v_result jsonb;
  v_results jsonb := '[]';
  v_is_held boolean := false;
  v_started_at timestamptz;
  v_code text;
  v_message text;
  v_field text;
begin
  if v_actor_id is null then
    raise exception 'Sign in first.' using errcode = '28000';
  end if;
  if jsonb_typeof(records) is distinct from 'array' or jsonb_array_length(records) not between 1 and 200 then
    perform app.refuse('RVSHP', 'Send an array of 1 to 200 records.', 'records');
  end if;
  -- A number of nine bytes (1e131071) is 131,072 digits as text, and text is what follows.
  if jsonb_path_exists(records, 'strict $.** ? (@.type() == "number" && (@.abs() > 1e30 || @ % 0.000001 != 0))') then
    perform app.refuse('RVSHP', 'A number of the records is longer than any that is meant.', 'records');
  end if;
  v_location_id := app.id_of(records -> 0, 'location_id');
  v_actor_role := app.enter(v_location_id);
  if v_actor_role is null then
    return jsonb_build_object('server_now', app.iso(clock_timestamp()), 'results', (
      select jsonb_agg(app.refusal(r, 'RALOC', 'You are not a member of this location.', 'location_id'))
      from jsonb_array_elements(records) r));
  end if;
  v_count := jsonb_array_length(records);
  -- Masters are locked before anything else is, and after the head where both are needed (see _master_edits).
  if jsonb_path_exists(records, '$[*] ? (@.entity_type == "master_update")') then
    if jsonb_path_exists(records, '$[*] ? (!(@.entity_type == "master_update"))') then
      perform app.hold_journal(v_location_id);
    end if;
    perform app.hold_masters(v_location_id);
    v_is_held := true;
    v_started_at := clock_timestamp();
  end if;
  v_batch := app.open_batch(v_actor_id, v_actor_role, v_location_id);

  while v_next < v_count loop
    v_record := records -> v_next;
    v_code := null;
    -- Each record stands or falls alone: a block with a handler is a subtransaction.
    begin
      v_result := app.post_record(v_batch, v_record);
    exception when others then
      get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_field = column_name;
      if v_code !~ '^(RV|RD|RA|22|23)' then
        -- Undecided (our fault, or the moment's): what is decided stays, the rest comes again.
        if v_results = '[]' then
          raise;
        end if;
        exit;
      end if;
    end;
    if not v_is_held and (v_code is not null or v_count > 1) then
      perform app.hold_journal(v_location_id);
      v_is_held := true;
      -- Waiting for the head is not work: counted, every till of a busy shop would be let do one record.
      v_started_at := clock_timestamp();
      -- A no in front of the head is not final (see _posting): the same record
      -- again, by the settings of now.
      if v_code is not null then
        v_batch := app.open_batch(v_actor_id, v_actor_role, v_location_id);
        continue;
      end if;
    end if;
    if v_code is not null then
      v_result := app.refusal(v_record, v_code, v_message, v_field);
    elsif v_record ->> 'entity_type' = 'master_update' and v_record #>> '{payload,table}' in ('location_settings', 'locations') then
      -- What follows in the batch goes by them.
      v_batch := app.open_batch(v_actor_id, v_actor_role, v_location_id);
    end if;
    if v_result ->> 'status' = 'rejected' and not app.keep_refused(v_location_id, v_actor_id, v_record, v_result) then
      v_result := v_result || '{"warnings": ["not_kept"]}';
    end if;
    v_results := v_results || v_result;
    v_next := v_next + 1;
    exit when clock_timestamp() - v_started_at > interval '2 seconds';
  end loop;
  return jsonb_build_object('server_now', app.iso(clock_timestamp()), 'results', v_results);
end;
$$;
comment on function public.push(jsonb) is
  'Posts outbox records of one location, oldest first, each whole or not at all, and answers each: {server_now, results: [{queue_id, entity_id, status: applied | already_applied | rejected | dependency_missing, code, message, field, journal_seq, posted_at, warnings}]}. Fewer results than records: send the rest again. Raises only where nothing was decided. Safe to repeat (R2-9, R7.3-2, R7.3-4).';

create function app.push_one(p_record jsonb, p_entity_type public.entity_type) returns jsonb
language plpgsql
set search_path = ''
as $$
begin
  if p_record ->> 'entity_type' is distinct from p_entity_type::text then
    perform app.refuse('RVSHP', format('This function posts %s only.', p_entity_type), 'entity_type');
  end if;
  return public.push(jsonb_build_array(p_record)) -> 'results' -> 0;
end;
$$;
comment on function app.push_one(jsonb, public.entity_type) is 'push of a single record of one kind.';

create function public.post_sale(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'sales_invoice');
comment on function public.post_sale(jsonb) is
  'Posts one sale, given as an outbox record; answers as one result of push. Security definer: see push.';

create function public.post_stock_adjustment(record jsonb) returns jsonb
language sql security definer
set search_path = ''
return app.push_one(record, 'stock_adjustment');
comment on function public.post_stock_adjustment(jsonb) is
  'Posts one stock adjustment, given as an outbox record; answers as one result of push. Security definer: see push.';
