-- How a manager settles what was refused, online and in the own session:
--
--   refused ─┬─ corrected on the device, sent again by push ─► posted
--            ├─ override_rejection (stock only)             ─► posted, flagged
--            └─ void_document                               ─► void, for good
--
-- Each writes the outcome that tells the device, and touches the journal head:
-- the sync service sends priority 0 past a queued upload only when a bucket of
-- lower priority changed in the same checkpoint.

create function app.enter_as_manager(p_location_id uuid) returns public.member_role
language plpgsql
set search_path = ''
as $$
declare
  v_role public.member_role := app.enter(p_location_id);
begin
  if v_role is null then
    perform app.refuse('RALOC', 'You are not a member of this location.', 'location_id');
  elsif v_role = 'cashier' then
    perform app.refuse('RAROL', 'Only a manager can settle a refused document.');
  end if;
  return v_role;
end;
$$;
comment on function app.enter_as_manager(uuid) is 'app.enter for what only managers and admins may do; raises for everybody else.';

create function public.void_document(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_actor_id uuid := app.current_user_id();
  v_location_id uuid := app.id_of(request, 'location_id');
  v_document_id uuid := app.id_of(request, 'document_id');
  v_device_id uuid := app.id_of(request, 'device_id');
  v_entity_type text := coalesce(request ->> 'entity_type', '');
  v_reason text := btrim(coalesce(request ->> 'reason', ''));
  v_number text := coalesce(request ->> 'number', '');
begin
  perform app.enter_as_manager(v_location_id);
  if v_document_id is null or length(v_number) not between 1 and 64
    or v_entity_type <> all (enum_range(null::public.entity_type)::text[]) then
    perform app.refuse('RVSHP', 'Say which document: its id, its device, its kind and its number.', 'document_id');
  end if;
  if app.is_blank(v_reason) or length(v_reason) > 500 then
    perform app.refuse('RVNOT', 'Voiding a document needs a reason of at most 500 characters.', 'reason');
  end if;
  perform app.hold_journal(v_location_id);
  if v_entity_type = 'master_update' then
    perform app.hold_masters(v_location_id);
  end if;
  if not exists (select from public.devices d where d.id = v_device_id and d.location_id = v_location_id) then
    perform app.refuse('RADEV', 'This device is not registered at this location.', 'device_id');
  end if;
  if exists (select from public.document_keys k where k.id = v_document_id)
    or exists (select from public.master_edits m where m.id = v_document_id) then
    perform app.refuse('RVPST', 'This document is in the books. Correct it with a return or an adjustment.', 'document_id');
  end if;
  insert into public.voided_documents (id, location_id, device_id, entity_type, number, reason, created_by)
  values (v_document_id, v_location_id, v_device_id, v_entity_type::public.entity_type, v_number, v_reason, v_actor_id)
  on conflict (id) do nothing;
  -- Another location's document by that id: RLS hides it, and this one changes nothing there.
  if not exists (select from public.voided_documents d where d.id = v_document_id) then
    perform app.refuse('RVSHP', 'This document cannot be voided here.', 'document_id');
  end if;
  perform app.tell_void(v_location_id, v_document_id, v_actor_id);
  perform app.resolve_refusals(v_location_id, v_document_id, 'void', v_actor_id, v_reason);
  return jsonb_build_object('document_id', v_document_id, 'outcome', 'void', 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.void_document(jsonb) is
  'Closes a refused document for good: {location_id, document_id, device_id, entity_type, number, reason} → {document_id, outcome, server_now}. Managers and admins in their own session. The number stays taken, nothing moves, the device learns it from document_outcomes. A posted document is refused (RVPST). Of an edit of a master, which has no number, `document_id` is the edit''s own id. Safe to repeat. Security definer: clients write nothing.';

create function public.override_rejection(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
set plan_cache_mode = 'force_generic_plan'
set enable_seqscan = 'off'
as $$
declare
  v_actor_id uuid := app.current_user_id();
  v_location_id uuid := app.id_of(request, 'location_id');
  v_document_id uuid := app.id_of(request, 'document_id');
  v_reason text := btrim(coalesce(request ->> 'reason', ''));
  v_role public.member_role := app.enter_as_manager(v_location_id);
  v_batch app.posting;
  v_refused public.rejected_documents;
begin
  if app.is_blank(v_reason) or length(v_reason) > 500 then
    perform app.refuse('RVNOT', 'An override needs a reason of at most 500 characters.', 'reason');
  end if;
  perform app.hold_journal(v_location_id);
  select * into v_refused from public.rejected_documents r
  where r.location_id = v_location_id and r.document_id = v_document_id::text
    and r.code = 'RVSTK' and r.resolved_at is null
    -- Changed since and refused for something else: that is what its sender means now.
    and not exists (select from public.rejected_documents n
      where n.location_id = r.location_id and n.document_id = r.document_id and n.created_by = r.created_by
        and n.resolved_at is null and n.updated_at > r.updated_at)
  order by r.updated_at desc
  limit 1;
  if not found then
    perform app.refuse('RVSHP', 'This document was not last refused for its stock, or is settled already.', 'document_id');
  end if;
  perform app.resolve_refusals(v_location_id, v_document_id, 'posted', v_actor_id, v_reason);
  v_batch := app.open_batch(v_actor_id, v_role, v_location_id);
  v_batch.negative_stock_policy := 'WARN';
  v_batch.flags := '{overridden}';
  return app.post_record(v_batch, v_refused.record
    || jsonb_build_object('created_by', coalesce(v_refused.record ->> 'created_by', v_refused.created_by::text)));
end;
$$;
comment on function public.override_rejection(jsonb) is
  'Posts a document that was refused for its stock (RVSTK): {location_id, document_id, reason} → one result of push. Managers and admins in their own session. Posted as it was last sent, for its author, flagged `overridden` and `negative_stock`; whatever else is wrong with it is raised with its code and changes nothing. Security definer: clients write nothing.';
