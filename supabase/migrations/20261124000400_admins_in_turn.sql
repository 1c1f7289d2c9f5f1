-- Whoever says who works at a location does it one after another. Holding the
-- rows of its admins was not enough: who is demoted while others wait is an
-- admin for those who came before and none for those who came after, so the
-- two held the same rows in different order, and waited for each other.

create or replace function app.enter_as_admin(p_location_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  if app.enter(p_location_id) is null then
    perform app.refuse('RALOC', 'You are not a member of this location.', 'location_id');
  end if;
  if app.role_of(app.current_user_id(), p_location_id) is distinct from 'admin' then
    perform app.refuse('RAROL', 'Only an admin can say who works here.');
  end if;
  -- Not a row: rows are what the acts that follow lock, each in an order of its own.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('people of ' || p_location_id, 0));
  perform 1 from public.location_members m
  where m.location_id = p_location_id and m.role = 'admin'
  order by m.id for update;
  -- Asked behind the lock: meanwhile another admin may have removed this one.
  if app.role_of(app.current_user_id(), p_location_id) is distinct from 'admin' then
    perform app.refuse('RAROL', 'Only an admin can say who works here.');
  end if;
end;
$$;
comment on function app.enter_as_admin(uuid) is
  'app.enter for what only admins may do with the people of a location; raises for everybody else. Such acts of a location come one after another, to the end of the transaction.';
