import { expect, test } from 'vitest';
import {
  invitationOf,
  invitationRow,
  invitationsOf,
  membersOf,
  say,
  signUp,
} from '#tests/database/people.ts';
import { failure } from '#tests/database/settle.ts';
import { asUser, newShop, newUser, owner, push, saleOf, type Shop } from '#tests/database/world.ts';

type Asker = 'cashier' | 'manager' | 'admin' | 'foreign admin' | 'stranger' | 'nobody';

const codes: Record<Asker, string> = {
  cashier: 'RAROL',
  manager: 'RAROL',
  admin: 'done',
  'foreign admin': 'RALOC',
  stranger: 'RALOC',
  nobody: '42501',
};

/** What each door is asked, about somebody who can be changed. */
async function requestFor(door: string, shop: Shop): Promise<Record<string, unknown>> {
  const about = { location_id: shop.id, user_id: shop.cashier };
  if (door === 'invite_member') return invitationOf(shop, { role: 'admin' });
  if (door === 'change_member') return { ...about, role: 'manager', display_name: 'Promoted' };
  if (door === 'remove_member') return about;
  const invitation = invitationOf(shop);
  await say(shop.admin, 'invite_member', invitation);
  return { location_id: shop.id, id: invitation.id };
}

const doors = ['invite_member', 'revoke_invitation', 'change_member', 'remove_member'] as const;

test.each(
  doors.flatMap((door) => Object.entries(codes).map(([asker, code]) => [door, asker, code] as const)),
)('[R12-8] [T106] %s asked by the %s: %s', async (door, asker, code) => {
  const [shop, other] = await Promise.all([newShop(), newShop()]);
  const askers: Record<Asker, string | null> = {
    cashier: shop.cashier,
    manager: shop.manager,
    admin: shop.admin,
    'foreign admin': other.admin,
    stranger: await newUser(),
    nobody: null,
  };
  const request = await requestFor(door, shop);
  const [people, invited] = [await membersOf(shop), await invitationsOf(shop)];
  expect(await failure(say(askers[asker as Asker], door, request))).toMatchObject({ code });
  if (code === 'done') return;
  expect(await membersOf(shop)).toEqual(people);
  expect(await invitationsOf(shop)).toEqual(invited);
});

test('[T106] nobody raises themselves, and a request of one location reaches into no other', async () => {
  const [shop, other] = await Promise.all([newShop(), newShop()]);
  const raise = { location_id: shop.id, user_id: shop.manager, role: 'admin', display_name: 'Me' };
  expect(await failure(say(shop.manager, 'change_member', raise))).toMatchObject({ code: 'RAROL' });
  const foreign = { location_id: shop.id, user_id: other.cashier, role: 'admin', display_name: 'Not mine' };
  expect(await failure(say(shop.admin, 'change_member', foreign))).toMatchObject({ code: 'RVMBR' });
  await say(shop.admin, 'remove_member', { location_id: shop.id, user_id: other.cashier });
  const theirs = invitationOf(other);
  await say(other.admin, 'invite_member', theirs);
  for (const [door, request] of [
    ['revoke_invitation', { location_id: shop.id, id: theirs.id }],
    ['invite_member', invitationOf(shop, { id: theirs.id })],
  ] as const) {
    expect(await failure(say(shop.admin, door, request)), door).toMatchObject({ code: 'RVINV' });
  }
  expect(await invitationRow(theirs.id)).toMatchObject({ email: theirs.email, is_revoked: false });
  expect(Object.keys(await membersOf(other))).toHaveLength(3);
});

test('an admin invites, again, as something else, and takes it back; each may be said twice', async () => {
  const shop = await newShop();
  const first = invitationOf(shop, { email: ' Ana.Lopez@Flux.Test ' });
  const answer = await say(shop.admin, 'invite_member', first);
  expect(answer).toMatchObject({ id: first.id, email: 'ana.lopez@flux.test', role: 'cashier' });
  expect(await say(shop.admin, 'invite_member', first)).toMatchObject({
    id: first.id,
    expires_at: answer['expires_at'],
  });
  expect(await invitationRow(first.id)).toMatchObject({ days: 14, is_revoked: false });

  const second = invitationOf(shop, { email: 'ana.lopez@flux.test', role: 'manager' });
  await say(shop.admin, 'invite_member', second);
  expect(await invitationRow(first.id)).toMatchObject({ is_revoked: true, revoked_by: shop.admin });
  const back = { location_id: shop.id, id: second.id };
  await say(shop.admin, 'revoke_invitation', back);
  await say(shop.admin, 'revoke_invitation', back);
  expect(await invitationRow(second.id)).toMatchObject({ is_revoked: true, revoked_by: shop.admin });
});

test.each([
  ['no address', { email: 'ana' }, 'email'],
  ['an address of 201 characters', { email: `${'a'.repeat(191)}@flux.test` }, 'email'],
  ['no role', { role: undefined }, 'role'],
  ['a role that there is not', { role: 'owner' }, 'role'],
  ['no name', { display_name: ' \n' }, 'display_name'],
  ['a name of 121 characters', { display_name: 'n'.repeat(121) }, 'display_name'],
  ['an id that is none', { id: 'me' }, 'email'],
])('an invitation with %s is refused', async (_, spoilt, field) => {
  const shop = await newShop();
  const refusal = await failure(say(shop.admin, 'invite_member', invitationOf(shop, spoilt)));
  expect(refusal).toMatchObject({ code: 'RVSHP', column: field });
});

test('a change is what every door goes by from then on, and may be said twice', async () => {
  const shop = await newShop();
  const change = {
    location_id: shop.id,
    user_id: shop.cashier,
    role: 'admin',
    display_name: ' Casey ',
  };
  await say(shop.admin, 'change_member', change);
  await say(shop.admin, 'change_member', change);
  expect(await membersOf(shop)).toMatchObject({ [shop.cashier]: 'admin Casey' });
  // The new admin may now do without the old one.
  await say(shop.cashier, 'remove_member', { location_id: shop.id, user_id: shop.admin });
  await say(shop.cashier, 'remove_member', { location_id: shop.id, user_id: shop.admin });
  expect(Object.keys(await membersOf(shop)).toSorted()).toEqual([shop.cashier, shop.manager].toSorted());
  expect((await push(shop.admin, [saleOf(shop)]))[0]).toMatchObject({ code: 'RALOC' });
});

test('[R6.3-4] who is removed reads nothing of the location any more', async () => {
  const shop = await newShop();
  const items = () => asUser(shop.cashier, (client) => client.query('select 1 from public.items'));
  expect((await items()).rowCount).toBe(3);
  await say(shop.admin, 'remove_member', { location_id: shop.id, user_id: shop.cashier });
  expect((await items()).rowCount).toBe(0);
});

test('the last admin is neither removed nor made less, by nobody', async () => {
  const shop = await newShop();
  const self = { location_id: shop.id, user_id: shop.admin };
  const less = { ...self, role: 'manager', display_name: 'Less' };
  expect(await failure(say(shop.admin, 'remove_member', self))).toMatchObject({ code: 'RVADM' });
  expect(await failure(say(shop.admin, 'change_member', less))).toMatchObject({ code: 'RVADM' });
  await say(shop.admin, 'change_member', { ...less, role: 'admin' });
  expect(await membersOf(shop)).toMatchObject({ [shop.admin]: 'admin Less' });
});

test('admins who remove and demote each other at once, and themselves: one is left each time, and nobody waits for ever', async () => {
  for (let round = 0; round < 20; round += 1) {
    const shop = await newShop();
    const admins = [shop.admin, shop.manager, shop.cashier];
    await owner.query(`update public.location_members set role = 'admin' where location_id = $1`, [shop.id]);
    const acts = admins.flatMap((by, n) =>
      [admins[(n + 1) % 3]!, admins[(n + 2) % 3]!, by].map((user_id) => {
        const about = { location_id: shop.id, user_id };
        return (n + round) % 2 === 0
          ? say(by, 'remove_member', about)
          : say(by, 'change_member', { ...about, role: 'cashier', display_name: 'Less' });
      }),
    );
    const ends = (await Promise.all(acts.map(failure))).map(({ code }) => code);
    expect(['done', 'RVADM', 'RAROL', 'RALOC', 'RVMBR']).toEqual(expect.arrayContaining(ends));
    const left = Object.values(await membersOf(shop)).filter((who) => who.startsWith('admin'));
    expect(left).toHaveLength(1);
  }
});

test('whom an admin invited is invited no more once they are none, however they go', async () => {
  const shop = await newShop();
  for (const end of ['remove_member', 'change_member'] as const) {
    const admin = await signUp(`${crypto.randomUUID()}@flux.test`);
    await owner.query(
      `insert into public.location_members (location_id, user_id, role, display_name, created_by) values ($1, $2, 'admin', 'Two', $3)`,
      [shop.id, admin, shop.admin],
    );
    const [theirs, ours] = [invitationOf(shop, { role: 'admin' }), invitationOf(shop)];
    await say(admin, 'invite_member', theirs);
    await say(shop.admin, 'invite_member', ours);
    await say(shop.admin, end, {
      location_id: shop.id,
      user_id: admin,
      role: 'manager',
      display_name: 'Two',
    });
    expect(await invitationRow(theirs.id), end).toMatchObject({ is_revoked: true, revoked_by: null });
    expect(await invitationRow(ours.id), end).toMatchObject({ is_revoked: false });
  }
});
