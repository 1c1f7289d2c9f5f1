-- Who is removed stays out. Somebody may have invited the address of a member,
-- to make more of them; such an invitation is open until they next sign in, and
-- would let them in again after they were removed.

create function app.tg__revoke_invitations() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  update public.invitations i set revoked_by = app.current_user_id(), revoked_at = now()
  where i.location_id = old.location_id and i.claimed_at is null and i.revoked_at is null
    and i.email = (select lower(u.email) from auth.users u where u.id = old.user_id);
  return old;
end;
$$;
comment on function app.tg__revoke_invitations() is
  'Takes back what is open for the address of somebody who is being removed. Security definer: only auth.users knows the address.';

-- Before, and not after: a claim locks the invitation first, then the membership.
create trigger _500_revoke_invitations before delete on public.location_members
  for each row execute function app.tg__revoke_invitations();
