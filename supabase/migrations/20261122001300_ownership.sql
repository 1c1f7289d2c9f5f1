-- Last, who owns and who may execute: every function of `public` belongs to
-- flux_writer and is for the signed-in; what they are made of is flux_writer's
-- alone. The functions of `app` that read memberships stay with the owner of
-- the tables (see _locations).

grant create on schema public, app to flux_writer;

do $$
declare
  v_function regprocedure;
begin
  for v_function in
    select p.oid::regprocedure from pg_catalog.pg_proc p
    where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
  loop
    execute format('grant execute on function %s to authenticated', v_function);
    execute format('alter function %s owner to flux_writer', v_function);
    execute format('grant execute on function %s to flux_writer', v_function);
  end loop;
  for v_function in
    select p.oid::regprocedure from pg_catalog.pg_proc p
    where p.pronamespace = 'app'::regnamespace and p.prorettype <> 'trigger'::regtype
  loop
    execute format('grant execute on function %s to flux_writer', v_function);
  end loop;
end;
$$;

revoke create on schema public, app from flux_writer;
