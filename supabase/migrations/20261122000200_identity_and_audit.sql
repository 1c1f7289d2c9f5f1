-- Who is asking, and what can never be changed afterwards.

-- A body given as `return …` or `begin atomic` is bound to what it names when it
-- is created, so it needs no pinned search_path and can be inlined.

create function app.current_user_id() returns uuid
language sql stable
return nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub', '')::uuid;
comment on function app.current_user_id() is
  'The user of the verified token of this request, null without one. Set by the gateway (PostgREST), never by a client.';
grant execute on function app.current_user_id() to authenticated, flux_writer;

create function app.posting_location_id() returns uuid
language sql stable
return nullif(current_setting('flux.location_id', true), '')::uuid;
comment on function app.posting_location_id() is
  'The one location that this transaction posts to, null before app.enter has let its user in. All that flux_writer reads and writes is bound to it.';
grant execute on function app.posting_location_id() to flux_writer;

create function app.tg__touch() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;
comment on function app.tg__touch() is 'Keeps updated_at at the time of the last change (R11.3-2).';

create function app.tg__refuse_change() returns trigger
language plpgsql
set search_path = ''
as $$
begin
  raise exception 'Rows of % are facts: they are added, never changed or removed.', tg_table_name
    using errcode = '55000';
end;
$$;
comment on function app.tg__refuse_change() is
  'Refuses UPDATE, DELETE and TRUNCATE for everybody, the owner included (R2-6, R9.2-1, R11.2-3).';
