-- What a Supabase project has before the first migration runs, as far as Flux
-- relies on it: roles, their rights and time limits, the schema auth. Run by
-- the superuser at every start; every statement may run again.
--
-- Roles ----------------------------------------------------------------------
--   authenticator ──set role──► anon | authenticated | service_role   (gateway)
--   postgres        runs the migrations; no superuser, as on Supabase
--   supabase_auth_admin owns auth                                  (gateway/auth)
--   powersync_role  reads the log and public               (sync server, source)
--   powersync_storage owns the database flux_sync         (sync server, storage)

do $$
declare
  wanted text;
begin
  foreach wanted in array array['anon', 'authenticated', 'service_role', 'authenticator', 'postgres',
    'supabase_auth_admin', 'powersync_role', 'powersync_storage']
  loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I', wanted);
    end if;
  end loop;
end
$$;

alter role anon nologin noinherit;
alter role authenticated nologin noinherit;
alter role service_role nologin noinherit bypassrls;
alter role authenticator login noinherit;
alter role postgres login nosuperuser createdb createrole replication bypassrls;
alter role supabase_auth_admin login noinherit;
alter role powersync_role login replication bypassrls;
alter role powersync_storage login;

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role to postgres with admin option;

-- The gateway applies these to each request, as PostgREST does.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';

-- Schemas --------------------------------------------------------------------
-- public belongs to pg_database_owner, hence to postgres.

alter database postgres owner to postgres;

create schema if not exists extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists "uuid-ossp" with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;
grant all on schema extensions to postgres;
alter role postgres set search_path = "$user", public, extensions;

grant usage on schema public to postgres, anon, authenticated, service_role;

-- Supabase gives every new object in public to everybody and leaves it to RLS
-- and to the migrations to take it away. So must we, or a forgotten revoke
-- would pass here and be a hole there.
alter default privileges for role postgres in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on functions to anon, authenticated, service_role;
alter default privileges for role postgres in schema public grant all on sequences to anon, authenticated, service_role;

-- The sync server reads what it replicates.
grant usage on schema public to powersync_role;
grant select on all tables in schema public to powersync_role;
alter default privileges for role postgres in schema public grant select on tables to powersync_role;

-- auth -----------------------------------------------------------------------
-- The columns of Supabase Auth that its answers or our migrations name.

create schema if not exists auth authorization supabase_auth_admin;

create table if not exists auth.users (
  id uuid primary key,
  instance_id uuid,
  aud text not null default 'authenticated',
  role text not null default 'authenticated',
  email text unique,
  encrypted_password text,
  email_confirmed_at timestamptz,
  confirmed_at timestamptz generated always as (email_confirmed_at) stored,
  last_sign_in_at timestamptz,
  raw_app_meta_data jsonb not null default '{}',
  raw_user_meta_data jsonb not null default '{}',
  phone text unique,
  banned_until timestamptz,
  is_anonymous boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz
);

create table if not exists auth.sessions (
  id uuid primary key,
  user_id uuid not null references auth.users on delete cascade,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  refreshed_at timestamptz,
  not_after timestamptz,
  user_agent text,
  ip inet
);
create index if not exists sessions_user_id on auth.sessions (user_id);

create table if not exists auth.refresh_tokens (
  id bigint generated always as identity primary key,
  token text not null unique,
  parent text,
  session_id uuid not null references auth.sessions on delete cascade,
  user_id uuid not null references auth.users on delete cascade,
  revoked boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index if not exists refresh_tokens_session_id on auth.refresh_tokens (session_id);
create index if not exists refresh_tokens_user_id on auth.refresh_tokens (user_id);

alter table auth.users owner to supabase_auth_admin;
alter table auth.sessions owner to supabase_auth_admin;
alter table auth.refresh_tokens owner to supabase_auth_admin;
alter table auth.users enable row level security;
alter table auth.sessions enable row level security;
alter table auth.refresh_tokens enable row level security;

-- postgres may look, refer and hang a trigger on users, not write: they are made through the API.
grant usage on schema auth to postgres, anon, authenticated, service_role;
grant select on auth.users, auth.sessions, auth.refresh_tokens to postgres with grant option;
grant references, trigger on auth.users to postgres;

create or replace function auth.jwt() returns jsonb language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;

create or replace function auth.uid() returns uuid language sql stable as $$
  select (nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
$$;

create or replace function auth.role() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
$$;

create or replace function auth.email() returns text language sql stable as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
$$;

alter function auth.jwt() owner to supabase_auth_admin;
alter function auth.uid() owner to supabase_auth_admin;
alter function auth.role() owner to supabase_auth_admin;
alter function auth.email() owner to supabase_auth_admin;
