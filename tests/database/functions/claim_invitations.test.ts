import { expect, test } from 'vitest';
import {
  claim,
  confirm,
  invitationOf,
  invitationRow,
  membersOf,
  newEmail,
  say,
  signUp,
} from '#tests/database/people.ts';
import { failure } from '#tests/database/settle.ts';
import { newShop, owner, superuser } from '#tests/database/world.ts';

/** A shop with one invitation. */
async function invited(more: Record<string, unknown> = {}) {
  const shop = await newShop();
  const invitation = invitationOf(shop, more);
  await say(shop.admin, 'invite_member', invitation);
  return { shop, invitation };
}

test('whoever signs up with an invited address works there, as invited, and once', async () => {
  const { shop, invitation } = await invited({ role: 'manager', display_name: 'Ana' });
  const user = await signUp(invitation.email);
  expect(await membersOf(shop)).toMatchObject({ [user]: 'manager Ana' });
  expect(await invitationRow(invitation.id)).toMatchObject({ claimed_by: user });
  expect(await claim(user)).toBe(0);
  // Once used it lets nobody in again, also not the same person.
  await say(shop.admin, 'remove_member', { location_id: shop.id, user_id: user });
  expect(await claim(user)).toBe(0);
  expect(await membersOf(shop)).not.toHaveProperty(user);
  expect(
    await failure(say(shop.admin, 'revoke_invitation', { location_id: shop.id, id: invitation.id })),
  ).toMatchObject({ code: 'RVINV' });
});

test('an address that nobody has confirmed claims nothing, neither by itself nor asked; confirmed it does', async () => {
  const { shop, invitation } = await invited();
  const user = await signUp(invitation.email, { isConfirmed: false });
  expect(await claim(user)).toBe(0);
  await superuser.query('update auth.users set last_sign_in_at = now() where id = $1', [user]);
  expect(await membersOf(shop)).not.toHaveProperty(user);
  await confirm(user);
  expect(await membersOf(shop)).toHaveProperty(user);
});

test('who had an account before claims at the next sign-in, at every location that invited them', async () => {
  const email = newEmail();
  const user = await signUp(email);
  const shops = await Promise.all([newShop(), newShop(), newShop()]);
  for (const shop of shops.slice(0, 2)) await say(shop.admin, 'invite_member', invitationOf(shop, { email }));
  expect(await claim(user)).toBe(2);
  const people = await Promise.all(shops.map(membersOf));
  expect(people.map((who) => user in who)).toEqual([true, true, false]);
});

test('the case of the address does not matter, on either side', async () => {
  const email = newEmail();
  const { shop } = await invited({ email: email.toUpperCase() });
  const user = await signUp(email.replace('flux', 'FLUX'));
  expect(await membersOf(shop)).toHaveProperty(user);
});

test.each([
  ['expired', `update public.invitations set expires_at = now() - interval '1 second' where id = $1`],
  ['revoked', `update public.invitations set revoked_at = now() where id = $1`],
])('one that is %s lets nobody in', async (_, end) => {
  const { shop, invitation } = await invited();
  await owner.query(end, [invitation.id]);
  const user = await signUp(invitation.email);
  expect(await claim(user)).toBe(0);
  expect(await membersOf(shop)).not.toHaveProperty(user);
});

test('an expired one can be made anew', async () => {
  const { shop, invitation } = await invited();
  await owner.query(`update public.invitations set expires_at = now() where id = $1`, [invitation.id]);
  await say(shop.admin, 'invite_member', invitationOf(shop, { email: invitation.email, role: 'manager' }));
  const user = await signUp(invitation.email);
  expect(await membersOf(shop)).toMatchObject({ [user]: 'manager New here' });
});

test('who works there already stays what they are', async () => {
  const shop = await newShop();
  const email = newEmail();
  await superuser.query('update auth.users set email = $2, email_confirmed_at = now() where id = $1', [
    shop.cashier,
    email,
  ]);
  await say(shop.admin, 'invite_member', invitationOf(shop, { email, role: 'admin' }));
  expect(await claim(shop.cashier)).toBe(0);
  expect(await membersOf(shop)).toMatchObject({ [shop.cashier]: 'cashier cashier' });
});

test('[R6.3-4] who is removed stays out, though their address was invited while they worked there', async () => {
  for (let round = 0; round < 10; round += 1) {
    const shop = await newShop();
    const email = newEmail();
    await superuser.query('update auth.users set email = $2, email_confirmed_at = now() where id = $1', [
      shop.cashier,
      email.toUpperCase(),
    ]);
    const invitation = invitationOf(shop, { email, role: 'manager' });
    await say(shop.admin, 'invite_member', invitation);
    // In the first round one after the other, then at once.
    const removing = () => say(shop.admin, 'remove_member', { location_id: shop.id, user_id: shop.cashier });
    if (round === 0) await removing();
    await Promise.all([claim(shop.cashier), ...(round === 0 ? [] : [removing()])]);
    expect(await claim(shop.cashier)).toBe(0);
    expect(await membersOf(shop)).not.toHaveProperty(shop.cashier);
    const { claimed_by, revoked_by } = (await invitationRow(invitation.id))!;
    expect([shop.cashier, shop.admin]).toContain(claimed_by ?? revoked_by);
  }
});

test('the address is that of now: one that was given up claims nothing, a new one does once confirmed', async () => {
  const { shop, invitation } = await invited();
  const user = await signUp(newEmail());
  await superuser.query('update auth.users set email = $2, email_confirmed_at = null where id = $1', [
    user,
    invitation.email,
  ]);
  expect(await claim(user)).toBe(0);
  await confirm(user);
  expect(await membersOf(shop)).toHaveProperty(user);
});

test('sixteen claims of one invitation at once make one membership; revoked meanwhile it is one or the other', async () => {
  for (let round = 0; round < 10; round += 1) {
    const email = newEmail();
    const user = await signUp(email);
    const { shop, invitation } = await invited({ email });
    const revoking = failure(
      say(shop.admin, 'revoke_invitation', { location_id: shop.id, id: invitation.id }),
    );
    const claims = await Promise.all(Array.from({ length: 15 }, () => claim(user)));
    const made = claims.reduce((sum, n) => sum + n, 0);
    const { code } = await revoking;
    expect([made, code, user in (await membersOf(shop))]).toEqual(
      made === 1 ? [1, 'RVINV', true] : [0, 'done', false],
    );
  }
});

test('claims while the admin who invited is removed: in, or invited no more, and nobody waits for ever', async () => {
  for (let round = 0; round < 10; round += 1) {
    const shop = await newShop();
    await owner.query(`update public.location_members set role = 'admin' where user_id = $1`, [shop.manager]);
    const invitations = Array.from({ length: 4 }, () => invitationOf(shop));
    for (const invitation of invitations) await say(shop.manager, 'invite_member', invitation);
    const [users] = await Promise.all([
      Promise.all(invitations.map(({ email }) => signUp(email))),
      say(shop.admin, 'remove_member', { location_id: shop.id, user_id: shop.manager }),
    ]);
    const people = await membersOf(shop);
    for (const [n, user] of users.entries()) {
      const { claimed_by, is_revoked } = (await invitationRow(invitations[n]!.id))!;
      expect([claimed_by, is_revoked]).toEqual(user in people ? [user, false] : [null, true]);
    }
  }
});

test('nobody claims for anybody else: without a token nothing is asked', async () => {
  expect(await failure(claim(null))).toMatchObject({ code: '42501' });
  await expect(
    superuser.query(
      `begin; set local role authenticated; select app.claim_invitations_of(gen_random_uuid())`,
    ),
  ).rejects.toMatchObject({ code: '42501' });
});
