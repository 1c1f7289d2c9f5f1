-- Who works at a location, and how somebody comes to.
--
--   admin ── invite_member ──► invitation ──┬─ revoke_invitation ─► revoked
--                               14 days     └─ its address signs in, confirmed ─► claimed
--                                                                                   │
--   admin ── change_member, remove_member ◄──────────────────── membership ◄────────┘
--
-- An invitation holds no secret: it is for whoever can show that the address is
-- theirs, which Supabase Auth decides (`email_confirmed_at`). An address that
-- nobody has confirmed claims nothing.
--
-- One change of the people of a location at a time: each locks the rows of its
-- admins first, so that two cannot remove each other and leave a location that
-- nobody can be let into. The rows are locked in the order of their ids; what
-- else is locked (an invitation, another member) is locked after them.

create table public.invitations (
  id uuid primary key,
  location_id uuid not null references public.locations (id) on delete restrict,
  email text not null check (email = lower(email) and email ~ '^[^\s@]+@[^\s@]+$' and length(email) <= 200),
  role public.member_role not null,
  display_name text not null check (length(display_name) between 1 and 120),
  expires_at timestamptz not null default now() + interval '14 days',
  claimed_by uuid references auth.users (id) on delete restrict,
  claimed_at timestamptz,
  revoked_by uuid references auth.users (id) on delete restrict,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  created_by uuid not null references auth.users (id) on delete restrict,
  constraint invitations_end_once check (claimed_at is null or revoked_at is null)
);
comment on table public.invitations is
  'Whom an admin lets in, by e-mail address, and as what. Claimed once, by a user whose address is confirmed. For the admins of the location only: it is never streamed to a device.';
comment on column public.invitations.revoked_by is 'Null with `revoked_at` where its admin was removed or is none any more.';
alter table public.invitations enable row level security;
-- Inviting an address again takes the place of the invitation before.
create unique index one_open_invitation_per_email on public.invitations (location_id, email)
  where claimed_at is null and revoked_at is null;
create index invitations_email on public.invitations (email) where claimed_at is null and revoked_at is null;
create trigger _100_touch before update on public.invitations
  for each row execute function app.tg__touch();

create policy "admins see whom they invited" on public.invitations
  for select to authenticated
  using (location_id in (select app.my_location_ids())
    and app.role_of((select app.current_user_id()), location_id) = 'admin');

-- What makes people more than they were is bound to the role, too: an RPC that
-- forgot to ask for it would still be refused here.
do $$
declare
  v_is_admins constant text :=
    $q$location_id = app.posting_location_id() and app.role_of((select app.current_user_id()), location_id) = 'admin'$q$;
begin
  execute format('create policy "an admin''s RPC sees invitations" on public.invitations for select to flux_writer using (%s)', v_is_admins);
  execute format('create policy "invite_member adds" on public.invitations for insert to flux_writer with check (%s and created_by = app.current_user_id())', v_is_admins);
  execute format('create policy "an admin''s RPC revokes" on public.invitations for update to flux_writer using (%s) with check (%s)', v_is_admins, v_is_admins);
  execute format('create policy "an admin''s RPC sees members" on public.location_members for select to flux_writer using (%s)', v_is_admins);
  execute format('create policy "change_member changes" on public.location_members for update to flux_writer using (%s) with check (%s)', v_is_admins, v_is_admins);
  execute format('create policy "remove_member removes" on public.location_members for delete to flux_writer using (%s)', v_is_admins);
end;
$$;

grant select on public.invitations to authenticated, flux_writer;
grant insert (id, location_id, email, role, display_name, created_by) on public.invitations to flux_writer;
grant update (revoked_by, revoked_at) on public.invitations to flux_writer;
grant select, delete on public.location_members to flux_writer;
grant update (role, display_name) on public.location_members to flux_writer;

create function app.enter_as_admin(p_location_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  if app.enter(p_location_id) is null then
    perform app.refuse('RALOC', 'You are not a member of this location.', 'location_id');
  end if;
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
  'app.enter for what only admins may do with the people of a location; raises for everybody else. Holds the admins of the location to the end of the transaction.';

create function app.role_named(p_request jsonb) returns public.member_role
language plpgsql immutable
set search_path = ''
as $$
begin
  if coalesce(p_request ->> 'role', '') <> all (enum_range(null::public.member_role)::text[]) then
    perform app.refuse('RVSHP', 'Say which role: cashier, manager or admin.', 'role');
  end if;
  return (p_request ->> 'role')::public.member_role;
end;
$$;
comment on function app.role_named(jsonb) is 'The role that a request names.';

create function app.display_name_of(p_request jsonb) returns text
language plpgsql immutable
set search_path = ''
as $$
declare
  v_name text := btrim(coalesce(p_request ->> 'display_name', ''));
begin
  if app.is_blank(v_name) or length(v_name) > 120 then
    perform app.refuse('RVSHP', 'A person needs a name of 1 to 120 characters.', 'display_name');
  end if;
  return v_name;
end;
$$;
comment on function app.display_name_of(jsonb) is 'The name that a request gives a person.';

create function app.keep_an_admin(p_location_id uuid, p_user_id uuid) returns void
language plpgsql
set search_path = ''
as $$
begin
  if not exists (select from public.location_members m
    where m.location_id = p_location_id and m.role = 'admin' and m.user_id <> p_user_id) then
    perform app.refuse('RVADM', 'This is the only admin of the location. Make somebody else admin first.', 'user_id');
  end if;
  update public.invitations i set revoked_at = now()
  where i.location_id = p_location_id and i.created_by = p_user_id and i.claimed_at is null and i.revoked_at is null;
end;
$$;
comment on function app.keep_an_admin(uuid, uuid) is
  'For an admin who is to be none any more, with the admins held: refuses the last one, and takes back whom they invited, so that nobody comes in on the word of one who has no say.';

create function public.invite_member(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_actor_id uuid := app.current_user_id();
  v_id uuid := app.id_of(request, 'id');
  v_location_id uuid := app.id_of(request, 'location_id');
  v_email text := lower(btrim(coalesce(request ->> 'email', '')));
  v_invitation public.invitations;
begin
  perform app.enter_as_admin(v_location_id);
  if v_id is null or v_email !~ '^[^\s@]+@[^\s@]+$' or length(v_email) > 200 then
    perform app.refuse('RVSHP', 'An invitation has an id and is for an e-mail address.', 'email');
  end if;
  if not exists (select from public.invitations i where i.id = v_id) then
    update public.invitations i set revoked_by = v_actor_id, revoked_at = now()
    where i.location_id = v_location_id and i.email = v_email and i.claimed_at is null and i.revoked_at is null;
    insert into public.invitations (id, location_id, email, role, display_name, created_by)
    values (v_id, v_location_id, v_email, app.role_named(request), app.display_name_of(request), v_actor_id)
    on conflict (id) do nothing;
  end if;
  select * into v_invitation from public.invitations i where i.id = v_id;
  -- RLS hides it: the id is of an invitation elsewhere.
  if not found or v_invitation.email <> v_email then
    perform app.refuse('RVINV', 'Another invitation has this id.', 'id');
  end if;
  return jsonb_build_object('id', v_invitation.id, 'email', v_invitation.email, 'role', v_invitation.role,
    'display_name', v_invitation.display_name, 'expires_at', app.iso(v_invitation.expires_at), 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.invite_member(jsonb) is
  'Lets whoever has an e-mail address in, for 14 days: {id, location_id, email, role, display_name} → {id, email, role, display_name, expires_at, server_now}. Admins only. The same id again changes nothing; the same address under another id takes the place of the invitation before. It sends no mail. A member is not changed by it. Security definer: clients write nothing.';

create function public.revoke_invitation(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_id uuid := app.id_of(request, 'id');
  v_invitation public.invitations;
begin
  perform app.enter_as_admin(app.id_of(request, 'location_id'));
  update public.invitations i set revoked_by = app.current_user_id(), revoked_at = now()
  where i.id = v_id and i.claimed_at is null and i.revoked_at is null;
  select * into v_invitation from public.invitations i where i.id = v_id;
  if not found then
    perform app.refuse('RVINV', 'There is no such invitation at this location.', 'id');
  elsif v_invitation.claimed_at is not null then
    perform app.refuse('RVINV', 'The invitation has been used: that person works here now.', 'id');
  end if;
  return jsonb_build_object('id', v_id, 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.revoke_invitation(jsonb) is
  'Takes an invitation back: {location_id, id} → {id, server_now}. Admins only. Safe to repeat; one that was claimed is refused (RVINV). Security definer: clients write nothing.';

create function public.change_member(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_location_id uuid := app.id_of(request, 'location_id');
  v_user_id uuid := app.id_of(request, 'user_id');
  v_role public.member_role;
  v_name text;
  v_before public.member_role;
begin
  perform app.enter_as_admin(v_location_id);
  v_role := app.role_named(request);
  v_name := app.display_name_of(request);
  select m.role into v_before from public.location_members m
  where m.location_id = v_location_id and m.user_id = v_user_id for update;
  if not found then
    perform app.refuse('RVMBR', 'This person does not work at this location.', 'user_id');
  end if;
  if v_before = 'admin' and v_role <> 'admin' then
    perform app.keep_an_admin(v_location_id, v_user_id);
  end if;
  update public.location_members m set role = v_role, display_name = v_name
  where m.location_id = v_location_id and m.user_id = v_user_id
    and (m.role, m.display_name) is distinct from (v_role, v_name);
  return jsonb_build_object('user_id', v_user_id, 'role', v_role, 'display_name', v_name, 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.change_member(jsonb) is
  'Sets role and name of a member: {location_id, user_id, role, display_name} → {user_id, role, display_name, server_now}. Admins only. Safe to repeat. The last admin stays one (RVADM); whom a former admin invited is invited no more. Security definer: clients write nothing.';

create function public.remove_member(request jsonb) returns jsonb
language plpgsql security definer
set search_path = ''
as $$
declare
  v_location_id uuid := app.id_of(request, 'location_id');
  v_user_id uuid := app.id_of(request, 'user_id');
  v_before public.member_role;
begin
  perform app.enter_as_admin(v_location_id);
  if v_user_id is null then
    perform app.refuse('RVSHP', 'Say who is to be removed.', 'user_id');
  end if;
  select m.role into v_before from public.location_members m
  where m.location_id = v_location_id and m.user_id = v_user_id for update;
  if v_before = 'admin' then
    perform app.keep_an_admin(v_location_id, v_user_id);
  end if;
  delete from public.location_members m where m.location_id = v_location_id and m.user_id = v_user_id;
  return jsonb_build_object('user_id', v_user_id, 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.remove_member(jsonb) is
  'Ends a membership: {location_id, user_id} → {user_id, server_now}. Admins only. Safe to repeat: who does not work here is removed already. The last admin stays (RVADM). What the person made stays theirs. Security definer: clients write nothing.';

-- Claiming. Both are security definer and belong to the owner of the tables:
-- who claims is no member yet, and only auth.users knows whose address is
-- confirmed. A token would not do: it says what was so when it was made.

create function app.claim_invitations_of(p_user_id uuid) returns integer
language plpgsql security definer
set search_path = ''
as $$
declare
  v_made integer;
begin
  with asked as (
    select i.id from public.invitations i
    join auth.users u on u.id = p_user_id and lower(u.email) = i.email
    where u.email_confirmed_at is not null and u.deleted_at is null
      and i.claimed_at is null and i.revoked_at is null and i.expires_at > now()
    order by i.id for update of i
  ), claimed as (
    update public.invitations i set claimed_by = p_user_id, claimed_at = now()
    from asked where i.id = asked.id
    returning i.location_id, i.role, i.display_name, i.created_by
  )
  insert into public.location_members (location_id, user_id, role, display_name, created_by)
  select c.location_id, p_user_id, c.role, c.display_name, c.created_by from claimed c
  -- Who works there already stays what they are.
  on conflict (location_id, user_id) do nothing;
  get diagnostics v_made = row_count;
  return v_made;
end;
$$;
comment on function app.claim_invitations_of(uuid) is
  'Makes the memberships that a user with a confirmed address is invited to, each once; returns how many are new. By the address as Supabase Auth has it now.';

create function app.tg__claim_invitations() returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
  perform app.claim_invitations_of(new.id);
  return null;
end;
$$;
comment on function app.tg__claim_invitations() is
  'Claims as soon as an address is confirmed: at sign-up where no mail is asked for, else when the mail is answered. Supabase Auth inserts the user first and confirms it with an update, in both cases.';

create trigger _500_claim_invitations after insert or update of email, email_confirmed_at on auth.users
  for each row when (new.email_confirmed_at is not null) execute function app.tg__claim_invitations();

create function public.claim_invitations() returns jsonb
language plpgsql security definer
set search_path = ''
as $$
begin
  if app.current_user_id() is null then
    raise exception 'Sign in first.' using errcode = '28000';
  end if;
  return jsonb_build_object('claimed', app.claim_invitations_of(app.current_user_id()), 'server_now', app.iso(clock_timestamp()));
end;
$$;
comment on function public.claim_invitations() is
  'For who had an account before they were invited: makes the memberships that wait for the asking user: {claimed, server_now}. Asked after every sign-in. Safe to repeat. Security definer: clients write nothing.';
