-- Who may do what, before there is anything to do it to.
--
--   authenticated   a signed-in person: reads its own locations under RLS and
--                   executes the RPCs of `public`, nothing else
--   anon            nobody yet: nothing
--   flux_writer     nobody signs in as it. It owns the RPCs, so it is who they
--                   run as. It owns no table and does not bypass RLS, so a
--                   check that somebody forgets fails closed instead of
--                   writing into a foreign location.
--
-- `public` is what PostgREST exposes. `app` holds what the RPCs are made of
-- and is never exposed.

create role flux_writer nologin noinherit nobypassrls;

-- Not a superuser: to hand a function over, the migration role must be able
-- to become its new owner.
grant flux_writer to current_user;

create schema app;
comment on schema app is 'What the RPCs are made of. Not exposed by PostgREST.';

grant usage on schema app to authenticated, flux_writer;
grant usage on schema public to flux_writer;

-- Functions are executable by everybody unless told otherwise, and Supabase
-- grants tables of `public` to its API roles by default. Here nothing is
-- granted that a migration does not name.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;

-- Whether a location keeps goods for selling or for supplying others.
create type public.location_kind as enum ('shop', 'warehouse');
create type public.member_role as enum ('cashier', 'manager', 'admin');
create type public.negative_stock_policy as enum ('WARN', 'BLOCK');
create type public.block_on_sync as enum ('hold', 'accept_flagged');
create type public.tax_mode as enum ('inclusive', 'exclusive');
create type public.document_status as enum ('draft', 'posted', 'cancelled', 'void');
create type public.entity_type as enum ('sales_invoice', 'stock_adjustment', 'master_update');
create type public.sale_kind as enum ('sale', 'return');
create type public.payment_method as enum ('cash', 'card');
create type public.adjustment_reason as enum
  ('opening', 'count', 'damage', 'expiry', 'theft', 'found', 'other');
create type public.document_outcome as enum ('posted', 'void');
