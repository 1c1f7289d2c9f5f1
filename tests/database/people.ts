/** Who works at a shop, as admins and those whom they invite say it to the server. */
import { asUser, owner, superuser, type Shop } from './world.ts';

type Door = 'invite_member' | 'revoke_invitation' | 'change_member' | 'remove_member';
type Answer = Record<string, unknown>;

export const say = (user: string | null, door: Door, request: unknown): Promise<Answer> =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ answer: Answer }>(`select public.${door}($1::jsonb) as answer`, [
      JSON.stringify(request),
    ]);
    return rows[0]!.answer;
  });

export const claim = (user: string | null): Promise<number> =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ answer: { claimed: number } }>(
      'select public.claim_invitations() as answer',
    );
    return rows[0]!.answer.claimed;
  });

export const newEmail = (): string => `${crypto.randomUUID()}@flux.test`;

/** An invitation that the server takes. */
export const invitationOf = (shop: Pick<Shop, 'id'>, more: Record<string, unknown> = {}) => ({
  id: crypto.randomUUID() as string,
  location_id: shop.id,
  email: newEmail(),
  role: 'cashier',
  display_name: 'New here',
  ...more,
});

/** As Supabase Auth makes a user: first the row, then, once it knows whose the address is, the confirmation. */
export async function signUp(email: string, { isConfirmed = true } = {}): Promise<string> {
  const id = crypto.randomUUID();
  await superuser.query('insert into auth.users (id, email) values ($1, $2)', [id, email]);
  if (isConfirmed) await confirm(id);
  return id;
}

export async function confirm(userId: string): Promise<void> {
  await superuser.query('update auth.users set email_confirmed_at = now() where id = $1', [userId]);
}

/** Who works there, by user. */
export async function membersOf(shop: Pick<Shop, 'id'>): Promise<Record<string, string>> {
  const { rows } = await owner.query<{ user_id: string; role: string; display_name: string }>(
    'select user_id, role, display_name from public.location_members where location_id = $1',
    [shop.id],
  );
  return Object.fromEntries(
    rows.map(({ user_id, role, display_name }) => [user_id, `${role} ${display_name}`]),
  );
}

export async function invitationRow(id: string) {
  const { rows } = await owner.query<{
    email: string;
    claimed_by: string | null;
    revoked_by: string | null;
    is_revoked: boolean;
    days: number;
  }>(
    `select email, claimed_by, revoked_by, revoked_at is not null as is_revoked,
       round(extract(epoch from expires_at - created_at) / 86400)::int as days
     from public.invitations where id = $1`,
    [id],
  );
  return rows[0];
}

export async function invitationsOf(shop: Pick<Shop, 'id'>): Promise<unknown[]> {
  const { rows } = await owner.query('select * from public.invitations where location_id = $1 order by id', [
    shop.id,
  ]);
  return rows;
}
