-- A small application, as a migration would make it: what the gateway's tests ask for.
create table public.notes (
  id uuid primary key default gen_random_uuid(),
  owner_id uuid not null default auth.uid(),
  body text not null,
  amount_minor bigint,
  constraint notes_body_unique unique (body)
);
alter table public.notes enable row level security;
create policy "owners see their notes" on public.notes for select to authenticated using (owner_id = (select auth.uid()));
create policy "owners write their notes" on public.notes for insert to authenticated with check (owner_id = (select auth.uid()));
create policy "owners change their notes" on public.notes for update to authenticated using (owner_id = (select auth.uid()));
revoke all on public.notes from anon;
revoke delete on public.notes from authenticated;

create table public.sealed (id uuid primary key, secret text);
alter table public.sealed enable row level security;
revoke all on public.sealed from anon, authenticated;

create schema hidden;
create table hidden.things (id int);

create function public.whoami() returns jsonb language sql stable as $$
  select jsonb_build_object('role', current_user, 'sub', auth.uid(), 'claims', auth.jwt(),
    'method', current_setting('request.method', true), 'path', current_setting('request.path', true),
    'timeout', current_setting('statement_timeout'))
$$;
create function public.add(a int, b int default 1) returns int language sql immutable as $$ select a + b $$;
create function public.echo(payload jsonb) returns jsonb language sql immutable as $$ select payload $$;
create function public.nothing() returns void language sql as $$ select $$;
create function public.null_text() returns text language sql as $$ select null::text $$;
create function public.numbers(up_to int) returns table (n int, square bigint) language sql immutable as
  $$ select g, g::bigint * g from generate_series(1, up_to) g $$;
create function public.write_then_fail(text_of text) returns void language plpgsql as $$
begin
  insert into public.notes (body) values (text_of);
  raise exception using errcode = 'RVLOT', message = 'A lot is missing', detail = '{"line":1}', hint = 'Choose one';
end $$;
create function public.write_note(text_of text) returns uuid language sql as $$
  insert into public.notes (body) values (text_of) returning id
$$;
create function public.fail_with(code text, message text) returns void language plpgsql as $$
begin raise exception using errcode = code, message = message; end $$;
create function public.sleep(seconds float8) returns void language sql as $$ select pg_sleep(seconds) $$;
create function public.write_slowly(text_of text, seconds float8) returns void language plpgsql as $$
begin
  if auth.uid() is not null then insert into public.notes (body) values (text_of); end if;
  perform pg_sleep(seconds);
end $$;
create function public.overloaded(a int) returns int language sql as $$ select a $$;
create function public.overloaded(a text) returns text language sql as $$ select a $$;
create function public.admins_only() returns int language sql as $$ select 1 $$;
revoke execute on function public.admins_only() from public, anon, authenticated;
