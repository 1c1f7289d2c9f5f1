-- A kind of document is posted by the function of its name: what adds a kind
-- adds app.post_<entity_type> and changes nothing here.

alter function app.post_sale(app.posting) rename to post_sales_invoice;

create or replace function app.post_record(p_batch app.posting, p_record jsonb) returns jsonb
language plpgsql
set search_path = ''
as $$
declare
  v app.posting := app.open_record(p_batch, p_record);
  v_answer jsonb;
begin
  if v.entity_type = 'master_update' then
    return app.post_master_edit(v);
  end if;
  v_answer := coalesce(app.already_posted(v), app.already_void(v));
  if v_answer is null then
    execute format('select app.%I($1)', 'post_' || v.entity_type) into v_answer using v;
  end if;
  return v_answer;
end;
$$;

create function app.number_of(p_record jsonb) returns text
language sql immutable
set search_path = ''
begin atomic
  select coalesce(min(e.value), '')
  from jsonb_each_text(case jsonb_typeof(p_record -> 'payload') when 'object' then p_record -> 'payload' else '{}'::jsonb end) e
  where e.key in ('invoice_number', 'payment_number', 'grn_number', 'transfer_number', 'receipt_number', 'adjustment_number', 'count_number', 'shift_number');
end;
comment on function app.number_of(jsonb) is
  'The number that a record''s document says of itself, empty where it says none: nothing of it was looked at yet.';

create or replace function app.keep_refused(p_location_id uuid, p_actor_id uuid, p_record jsonb, p_refusal jsonb) returns boolean
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
    app.number_of(p_record),
    p_refusal ->> 'code', p_refusal ->> 'message', p_refusal ->> 'field', p_record, p_actor_id)
  on conflict (location_id, created_by, document_id, code) do update
  set tries = r.tries + 1, message = excluded.message, field = excluded.field, record = excluded.record,
    resolved_at = null, resolved_by = null, resolution = null, resolution_reason = '', updated_at = now();
  return true;
end;
$$;
