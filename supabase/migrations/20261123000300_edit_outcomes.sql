-- How a device learns that an edit which was refused to it has been taken after
-- all: a manager sent it in from a file, on another device. A device that sends
-- an edit itself hears so in the answer and needs no outcome.

create function app.tg__tell_edit() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  insert into public.document_outcomes (id, location_id, device_id, entity_type, outcome, created_by)
  select new.id, new.location_id, new.device_id, 'master_update', 'posted', coalesce(new.submitted_by, new.created_by)
  where exists (select from public.rejected_documents r
    where r.location_id = new.location_id and r.document_id = new.id::text)
  on conflict (id) do nothing;
  return null;
end;
$$;
comment on function app.tg__tell_edit() is
  'Writes the outcome of an edit that was refused before: its device counts it as refused, and may not be who sent it now.';

create trigger _500_tell after insert on public.master_edits
  for each row execute function app.tg__tell_edit();
