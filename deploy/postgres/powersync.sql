-- The two roles of the PowerSync Service and its database. May run again, also
-- to change a password:
--
--   psql … -v source_password=… -v storage_password=… -f powersync.sql
--
-- On a hosted Supabase project, where the storage is elsewhere, only the part
-- of powersync_role is needed.
\set ON_ERROR_STOP on

select 'create role powersync_role' where not exists (select from pg_roles where rolname = 'powersync_role') \gexec
-- Without bypassrls it would copy nothing: every table has row level security.
alter role powersync_role with login replication bypassrls password :'source_password';

-- What is published it may read, and what later migrations add too.
grant usage on schema public to powersync_role;
grant select on all tables in schema public to powersync_role;
alter default privileges for role postgres in schema public grant select on tables to powersync_role;

select 'create role powersync_storage' where not exists (select from pg_roles where rolname = 'powersync_storage') \gexec
alter role powersync_storage with login password :'storage_password';
-- Who makes a database for another must be able to act as them.
grant powersync_storage to current_user;
select 'create database flux_sync owner powersync_storage'
  where not exists (select from pg_database where datname = 'flux_sync') \gexec
