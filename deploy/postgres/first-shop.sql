-- Founds a location with its first admin, who must have an account already (sign up first):
--
--   psql … -v email=orla@example.com -v name='Harbour Street' -v code=HS -v display_name='Orla Byrne' \
--     -v kind=shop -v currency=EUR -v time_zone=Europe/Dublin -f first-shop.sql
\set ON_ERROR_STOP on
begin;

-- Stops here with "no rows returned" where nobody has signed up with that address.
select id as user_id from auth.users where email = lower(:'email') \gset
select gen_random_uuid() as location_id \gset

insert into public.locations (id, location_id, name, code, kind, created_by)
  values (:'location_id', :'location_id', :'name', :'code', :'kind', :'user_id');
insert into public.location_members (location_id, user_id, role, display_name, created_by)
  values (:'location_id', :'user_id', 'admin', :'display_name', :'user_id');
insert into public.location_settings (location_id, currency, time_zone, created_by)
  values (:'location_id', :'currency', :'time_zone', :'user_id');

commit;
