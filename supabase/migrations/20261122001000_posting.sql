-- What every posting function is made of, in the order in which it is used:
--
--   push ─► open_batch ─► per record: open_record ─► already_posted? ─► the
--   kind's own function: its rules ─► claim ─► post_moves ─► its rows ─► answer ─► commit
--                                     └─ the head of the journal is held ──────────────┘
--
-- The journal head is the lock of a location's books. All tills of a location
-- wait for it, so nothing is done under it that can be done in front of it.
--
--   one effect    Two connections may both find a record not posted. The second
--                 to get the head fails on the primary key of document_keys,
--                 and push decides it again: it is posted.
--   a yes         holds: what it rests on (number, stock, cost) is read after
--                 claim, by statements that see what the last holder committed
--                 (read committed; stricter levels fail in claim, undecided).
--                 Masters and settings may change while it waits, as they may after it.
--   a no          is final only under the head, so push decides it again there:
--                 meanwhile the same record may have been posted, or what it
--                 lacked may have come.
--   no deadlock   Nothing is written and no row is locked in front of the head,
--                 foreign keys and refusals included: who waits for it holds
--                 nothing that its holder could want. What a refused record
--                 locked, the head included, goes with its savepoint. A batch
--                 holds the head from its first decision to its commit. Code
--                 that locks rows without claim calls hold_journal first. Edits
--                 of masters have a lock of their own, after this one: see
--                 _master_edits.
--
-- A rule says no by raising a code whose class is the category: RV… not valid,
-- RD… something it needs is not here, RA… not allowed. `push` turns those into
-- results. The message is for a person; `column` names the field.

create type app.posting as (
  actor_id uuid,
  actor_role public.member_role,
  author_id uuid,
  location_id uuid,
  location_code text,
  today date,
  negative_stock_policy public.negative_stock_policy,
  block_on_sync public.block_on_sync,
  currency text,
  cash_rounding_minor bigint,
  tax_mode public.tax_mode,
  time_zone text,
  queue_id text,
  entity_type public.entity_type,
  entity_id uuid,
  device_id uuid,
  device_code text,
  client_created_at timestamptz,
  client_updated_at timestamptz,
  payload jsonb,
  payload_hash text,
  number text,
  journal_seq bigint,
  business_date date,
  business_month text,
  flags text[]
);
comment on type app.posting is
  'One record on its way into the books: who and where (set once per batch by the server), the envelope, and what posting has decided so far. `actor_id` is who asks, `author_id` whose document it is: the same, but where a manager sends in what another member made.';

create type app.move as (
  id uuid,
  item_id uuid,
  lot_id uuid,
  quantity_milli bigint,
  unit_cost_minor bigint
);
comment on type app.move is 'A line''s effect on stock. `unit_cost_minor` null: at what the stock is worth.';

create function app.refuse(p_code text, p_message text, p_field text default null) returns void
language plpgsql immutable
set search_path = ''
as $$
begin
  raise exception using errcode = p_code, message = p_message, column = coalesce(p_field, '');
end;
$$;
comment on function app.refuse(text, text, text) is 'Says no with a code of src/schema/failure-codes.ts.';

create function app.iso(p_at timestamptz) returns text
language sql stable
return to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
comment on function app.iso(timestamptz) is 'The one text form of a time: UTC, milliseconds, Z.';

create function app.array_of(p_payload jsonb, p_key text) returns jsonb
language sql immutable
return case when jsonb_typeof(p_payload -> p_key) = 'array' then p_payload -> p_key else '[]'::jsonb end;
comment on function app.array_of(jsonb, text) is 'A part of a payload that should be a list; anything else counts as none, and is refused as such.';

create function app.id_of(p_object jsonb, p_key text) returns uuid
language sql immutable
return case when p_object ->> p_key ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then (p_object ->> p_key)::uuid end;
comment on function app.id_of(jsonb, text) is
  'An id of a request. What is none names nothing, and is refused as such: Postgres would say its own words about types.';

create function app.is_blank(p_text text) returns boolean
language sql immutable
return coalesce(btrim(p_text, E' \t\r\n'), '') = '';
comment on function app.is_blank(text) is 'Whether a text says nothing.';

create function app.open_batch(p_actor_id uuid, p_actor_role public.member_role, p_location_id uuid) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting;
begin
  v.actor_id := p_actor_id;
  v.actor_role := p_actor_role;
  select l.id, l.code, (now() at time zone s.time_zone)::date, s.negative_stock_policy, s.block_on_sync,
    s.currency, s.cash_rounding_minor, s.tax_mode, s.time_zone
  into v.location_id, v.location_code, v.today, v.negative_stock_policy, v.block_on_sync,
    v.currency, v.cash_rounding_minor, v.tax_mode, v.time_zone
  from public.locations l
  join public.location_settings s on s.location_id = l.id
  where l.id = p_location_id;
  return v;
end;
$$;
comment on function app.open_batch(uuid, public.member_role, uuid) is
  'Reads once what all records of a batch need. It locks nothing: claim does.';

create function app.hold_journal(p_location_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  perform 1 from public.location_journal_heads h where h.location_id = p_location_id for update;
end;
$$;
comment on function app.hold_journal(uuid) is
  'Waits for the journal head of a location and holds it to the end of the transaction. For what locks or writes rows without claim, before it does.';

create function app.open_record(p app.posting, p_record jsonb) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
begin
  if p_record ->> 'v' is distinct from '1' then
    perform app.refuse('RVVER', 'This record is of a version that the server does not know.', 'v');
  end if;
  if pg_column_size(p_record) > 524288 then
    perform app.refuse('RVSIZ', 'The document is too large. Split it into several.');
  end if;
  if p_record ->> 'location_id' is distinct from p.location_id::text then
    perform app.refuse('RVSHP', 'All records of one push belong to one location.', 'location_id');
  end if;
  if jsonb_typeof(p_record -> 'payload') is distinct from 'object' then
    perform app.refuse('RVSHP', 'The record carries no document.', 'payload');
  end if;
  v.author_id := coalesce((p_record ->> 'created_by')::uuid, p.actor_id);
  v.queue_id := p_record ->> 'queue_id';
  v.entity_type := p_record ->> 'entity_type';
  v.entity_id := p_record ->> 'entity_id';
  v.device_id := p_record ->> 'device_id';
  v.client_created_at := p_record ->> 'client_created_at';
  v.client_updated_at := p_record ->> 'client_updated_at';
  v.payload := p_record -> 'payload';
  if v.entity_type is null or v.entity_id is null or v.client_created_at is null or v.client_updated_at is null then
    perform app.refuse('RVSHP', 'The record lacks its kind, its id or its times.');
  end if;
  -- Postgres reads more as a time than a clock can show: infinity, BC, 'now'.
  if p_record ->> 'client_created_at' !~ '^[0-9]{4}-' or p_record ->> 'client_updated_at' !~ '^[0-9]{4}-'
    or not isfinite(v.client_created_at) or v.client_created_at < '2000-01-01Z' or v.client_updated_at < '2000-01-01Z' then
    perform app.refuse('RVSHP', 'A time of the record is not one.', 'client_created_at');
  end if;
  -- An edit of a master names its device in its stamp.
  if (v.payload ->> 'id', v.payload ->> 'location_id',
      case when v.entity_type = 'master_update' then right(v.payload ->> 'stamp', 36) else v.payload ->> 'device_id' end)
    is distinct from (p_record ->> 'entity_id', p_record ->> 'location_id', p_record ->> 'device_id') then
    perform app.refuse('RVSHP', 'The document and its envelope disagree about id, location or device.', 'payload');
  end if;
  v.payload_hash := encode(sha256(convert_to(v.payload::text, 'UTF8')), 'hex');
  v.flags := coalesce(p.flags, '{}');
  if v.author_id <> p.actor_id then
    if p.actor_role = 'cashier' then
      perform app.refuse('RAROL', 'Only a manager can send in what somebody else made.', 'created_by');
    end if;
    if app.role_of(v.author_id, p.location_id) is null then
      v.flags := v.flags || 'author_not_member'::text;
    end if;
  end if;
  return v;
end;
$$;
comment on function app.open_record(app.posting, jsonb) is
  'Reads the envelope of one record (R2-5). Nothing in it decides who is asking or for which location: the batch does. `created_by` names the author where a manager sends in another''s document.';

create function app.already_posted(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_key public.document_keys;
begin
  select * into v_key from public.document_keys k where k.id = p.entity_id;
  if not found then
    return null;
  end if;
  if v_key.payload_hash <> p.payload_hash or v_key.location_id <> p.location_id or v_key.entity_type <> p.entity_type then
    perform app.refuse('RVDUP', 'Another document with this id is already posted. This one was not.', 'id');
  end if;
  -- Outcomes are kept for a while only; a device that asks again is answered again.
  if not exists (select from public.document_outcomes o where o.id = p.entity_id) then
    perform app.hold_journal(p.location_id);
    insert into public.document_outcomes (id, location_id, device_id, entity_type, outcome, journal_seq, created_by)
    values (p.entity_id, p.location_id, v_key.device_id, p.entity_type, 'posted', v_key.journal_seq, p.actor_id)
    on conflict (id) do nothing;
    update public.location_journal_heads set updated_at = clock_timestamp() where location_id = p.location_id;
  end if;
  return app.result(p.queue_id, p.entity_id::text, 'already_applied', v_key.journal_seq, v_key.created_at, '{}');
end;
$$;
comment on function app.already_posted(app.posting) is
  'The answer to a document that is posted already, null where it is not. Only the UUID decides (R8.1-6): same content is success, other content RVDUP.';

create function app.result(
  p_queue_id text, p_entity_id text, p_status text, p_journal_seq bigint, p_posted_at timestamptz, p_warnings text[]
) returns jsonb
language sql stable
return jsonb_build_object(
  'queue_id', p_queue_id, 'entity_id', p_entity_id, 'status', p_status, 'code', null, 'message', null, 'field', null,
  'journal_seq', p_journal_seq, 'posted_at', app.iso(p_posted_at), 'warnings', to_jsonb(p_warnings));
comment on function app.result(text, text, text, bigint, timestamptz, text[]) is 'A PushResult of something that is in the books.';

create function app.resolve_refusals(
  p_location_id uuid, p_document_id uuid, p_resolution public.document_outcome, p_by uuid, p_reason text
) returns void
-- Not `language sql`: Postgres would plan the statement anew for every document.
language plpgsql
set search_path = ''
as $$
begin
  update public.rejected_documents r
  set resolved_at = now(), resolved_by = p_by, resolution = p_resolution, resolution_reason = p_reason, updated_at = now()
  where r.location_id = p_location_id and r.document_id = p_document_id::text and r.resolved_at is null;
end;
$$;
comment on function app.resolve_refusals(uuid, uuid, public.document_outcome, uuid, text) is
  'Closes every open refusal of a document.';

create function app.tell_void(p_location_id uuid, p_document_id uuid, p_actor_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  insert into public.document_outcomes (id, location_id, device_id, entity_type, outcome, created_by)
  select d.id, d.location_id, d.device_id, d.entity_type, 'void', p_actor_id
  from public.voided_documents d
  where d.id = p_document_id and d.location_id = p_location_id
  on conflict (id) do nothing;
  update public.location_journal_heads set updated_at = clock_timestamp() where location_id = p_location_id;
end;
$$;
comment on function app.tell_void(uuid, uuid, uuid) is
  'Tells the device of a void document so (anew, where the outcome has been cleared away). The journal is held by who calls.';

create function app.already_void(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v_void public.voided_documents;
begin
  select * into v_void from public.voided_documents d where d.id = p.entity_id;
  if not found then
    return null;
  end if;
  if not exists (select from public.document_outcomes o where o.id = p.entity_id) then
    perform app.hold_journal(p.location_id);
    perform app.tell_void(p.location_id, p.entity_id, p.actor_id);
  end if;
  return app.result(p.queue_id, p.entity_id::text, 'already_applied', null, v_void.created_at, '{void}');
end;
$$;
comment on function app.already_void(app.posting) is
  'The answer to a document that a manager has voided, null where none has: it is settled, and its device may let it go.';

create function app.claim(p app.posting, p_prefix text, p_number text, p_business_date date) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
  v_copy integer := 1;
  v_retired_at timestamptz;
begin
  select d.code, d.retired_at into v.device_code, v_retired_at from public.devices d where d.id = p.device_id and d.location_id = p.location_id;
  if not found then
    perform app.refuse('RADEV', 'This device is not registered at this location.', 'device_id');
  end if;
  if p_number is null or p_number !~ ('^' || p_prefix || '-' || p.location_code || '-' || v.device_code || '-(?:[0-9]{6}|[1-9][0-9]{6,8})$') then
    perform app.refuse('RVNUM', 'The number is not of this device''s series.', 'number');
  end if;
  if p_business_date is null then
    perform app.refuse('RVSHP', 'The document has no business date.', 'business_date');
  end if;

  -- A document made long ago is booked in the last month that may still be
  -- open; one from a clock that runs ahead is booked today.
  v.business_date := greatest(least(p_business_date, p.today), (date_trunc('month', p.today) - interval '1 month')::date);
  v.business_month := to_char(v.business_date, 'YYYY-MM');
  if v.business_date <> p_business_date then
    v.flags := v.flags || 'date_moved'::text;
  end if;
  if v.business_date = p_business_date
    and abs(p_business_date - (least(p.client_created_at, now()) at time zone p.time_zone)::date) > 1 then
    v.flags := v.flags || 'date_differs'::text;
  end if;
  if v_retired_at is not null then
    v.flags := v.flags || 'device_retired'::text;
  end if;
  if p.client_created_at > now() + interval '2 minutes' then
    v.flags := v.flags || 'clock_ahead'::text;
  end if;

  -- From here to the commit the books of this location are ours alone.
  update public.location_journal_heads h
  set journal_seq = h.journal_seq + 1, updated_at = clock_timestamp()
  where h.location_id = p.location_id
  returning h.journal_seq into v.journal_seq;
  -- Voided while it waited: push decides it again, and finds it void.
  if exists (select from public.voided_documents d where d.id = p.entity_id) then
    perform app.refuse('RVDUP', 'This document is void.', 'id');
  end if;
  -- A number far beyond what was ever posted here would use up the series.
  if substring(p_number from '[0-9]+$')::bigint > v.journal_seq + 1000000 then
    perform app.refuse('RVNUM', 'The number is far beyond this device''s series.', 'number');
  end if;
  -- A number that is taken by another document is no duplicate: this one is
  -- kept under a marked number and flagged (requirements !6). An id that is
  -- taken fails: the record was posted while this one waited.
  v.number := p_number;
  loop
    insert into public.document_keys (id, location_id, entity_type, number, device_id, payload_hash, journal_seq, created_by)
    values (p.entity_id, p.location_id, p.entity_type, v.number, p.device_id, p.payload_hash, v.journal_seq, p.author_id)
    on conflict on constraint number_is_unique_in_its_location do nothing;
    exit when found;
    v_copy := v_copy + 1;
    v.number := p_number || '~' || v_copy;
  end loop;
  if v_copy > 1 then
    v.flags := v.flags || 'number_clash'::text;
  end if;
  return v;
end;
$$;
comment on function app.claim(app.posting, text, text, date) is
  'Locks the journal, takes its next number and reserves identity and printed number for a document whose own rules hold. Nothing may be written before it.';

create function app.flag_people(p app.posting, p_cashier_id uuid, p_approved_by uuid) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
begin
  if p_cashier_id is null then
    perform app.refuse('RVSHP', 'The document does not say who made it.', 'cashier_id');
  end if;
  if p_cashier_id <> p.author_id and app.role_of(p_cashier_id, p.location_id) is null then
    v.flags := v.flags || 'cashier_not_member'::text;
  end if;
  -- It is kept as it is, and goes to every device of the location.
  if jsonb_array_length(app.array_of(p.payload, 'approved_for')) > 20 or exists (
    select from jsonb_array_elements(app.array_of(p.payload, 'approved_for')) e
    where jsonb_typeof(e) <> 'string' or length(e #>> '{}') > 40) then
    perform app.refuse('RVSHP', 'The approval names what cannot be approved.', 'approved_for');
  end if;
  if p_approved_by is null then
    return v;
  end if;
  if coalesce(app.role_of(p_approved_by, p.location_id), 'cashier') = 'cashier' then
    v.flags := v.flags || 'approval_invalid'::text;
    return v;
  end if;
  v.flags := v.flags || 'approved'::text;
  -- A manager let the till sell beyond its stock: flagged, as everywhere that does not block.
  if app.array_of(p.payload, 'approved_for') @> '["stock"]' then
    v.negative_stock_policy := 'WARN';
  end if;
  return v;
end;
$$;
comment on function app.flag_people(app.posting, uuid, uuid) is
  'Checks the names on a document. What has happened at the till has happened: a name that does not hold is flagged, not refused. An approval of stock by a manager lifts BLOCK for this document.';

create function app.answer(p app.posting) returns jsonb
language plpgsql
set search_path = ''
as $$
begin
  insert into public.document_outcomes (id, location_id, device_id, entity_type, outcome, journal_seq, created_by)
  values (p.entity_id, p.location_id, p.device_id, p.entity_type, 'posted', p.journal_seq, p.actor_id);
  perform app.resolve_refusals(p.location_id, p.entity_id, 'posted', p.actor_id, '');
  return app.result(p.queue_id, p.entity_id::text, 'applied', p.journal_seq, now(), p.flags);
end;
$$;
comment on function app.answer(app.posting) is
  'Writes the outcome that tells the device, in the same transaction as what it tells of, and closes earlier refusals of the document.';
