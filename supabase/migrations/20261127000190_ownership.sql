-- As in the first _ownership, for the functions that came since.
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
