-- A record of a version or of a kind that this server does not know is no bad
-- document: app and server are of different versions, and one of them is to be
-- upgraded. RH stands for held: `push` raises it, nothing is decided or kept
-- here, the device holds its queue and sends it again (T117).

create or replace function app.open_record(p app.posting, p_record jsonb) returns app.posting
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := p;
begin
  if p_record ->> 'v' ~ '^[1-9][0-9]{0,8}$' and p_record ->> 'v' <> '1' then
    perform app.refuse('RHVER', 'App and server are of different versions: the server does not take records of this one.', 'v');
  end if;
  if p_record ->> 'v' is distinct from '1' then
    perform app.refuse('RVSHP', 'The record does not say its version.', 'v');
  end if;
  -- What has the form of a name; anything else is rubbish, and is refused as such.
  if jsonb_typeof(p_record -> 'entity_type') = 'string' and p_record ->> 'entity_type' ~ '^[a-z_]{1,63}$'
    and p_record ->> 'entity_type' <> all (enum_range(null::public.entity_type)::text[]) then
    perform app.refuse('RHKND', 'App and server are of different versions: the server does not know this kind of document.', 'entity_type');
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
