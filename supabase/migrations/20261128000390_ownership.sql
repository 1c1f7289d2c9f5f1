-- Who may ask what operating answers: nobody who is signed in.
revoke all on all tables in schema operating from public, anon, authenticated;
revoke all on all functions in schema operating from public, anon, authenticated;
grant select on all tables in schema operating to flux_operator, service_role;
grant execute on function operating.cost_faults(uuid) to flux_operator, service_role;
-- What the laws are made of shows rows of shops: for the views alone.
revoke all on operating.documents, operating.lines from flux_operator, service_role;
