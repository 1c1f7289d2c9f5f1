/**
 * Who works at the location, as an admin says it to the server, which alone
 * keeps it (R3.1-13). Nothing is queued: it is done or it is not, and every
 * device learns of it by sync.
 *
 *   typed ─► allowed? ─► sound? ─► server ─┬─ done ─► comes back by sync
 *                                          └─ not ──► why; ask again, it is safe
 */
import type { Invitation, PeoplePort, Role } from '#schema/people.ts';
import { checkEmail, checkPersonName } from '#domain/person.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { doneOr, type Done } from './ask-server.ts';
import type { Till } from './till.ts';

/** Who stands here is one, and so is whoever is signed in: the server goes by the session. */
export function mayManagePeople({ user, cashier }: Pick<Till, 'user' | 'cashier'>): boolean {
  return user.role === 'admin' && cashier.role === 'admin';
}

const notAllowed = refused({ kind: 'not_allowed', needs: 'admin' });

interface Typed {
  readonly name: string;
  readonly role: Role;
}

interface Invite extends Typed {
  /** Made with what was typed: again with the same it is the same invitation. */
  readonly id: string;
  readonly email: string;
}

export async function inviteMember(
  till: Till,
  port: PeoplePort,
  { id, email: typedEmail, name, role }: Invite,
): Promise<Done<Invitation> | Refused> {
  if (!mayManagePeople(till)) return notAllowed;
  const email = checkEmail(typedEmail);
  if (email.kind === 'refused') return email;
  const person = checkPersonName(name);
  if (person.kind === 'refused') return person;
  const request = { location_id: till.location.id, id, email: email.email, role, display_name: person.name };
  return doneOr(await port.invite(request));
}

export async function revokeInvitation(
  till: Till,
  port: PeoplePort,
  id: string,
): Promise<Done<unknown> | Refused> {
  if (!mayManagePeople(till)) return notAllowed;
  return doneOr(await port.revoke({ location_id: till.location.id, id }));
}

export async function changeMember(
  till: Till,
  port: PeoplePort,
  { userId, name, role }: Typed & { readonly userId: string },
): Promise<Done<unknown> | Refused> {
  if (!mayManagePeople(till)) return notAllowed;
  const person = checkPersonName(name);
  if (person.kind === 'refused') return person;
  const request = { location_id: till.location.id, user_id: userId, role, display_name: person.name };
  return doneOr(await port.change(request));
}

export async function removeMember(
  till: Till,
  port: PeoplePort,
  userId: string,
): Promise<Done<unknown> | Refused> {
  if (!mayManagePeople(till)) return notAllowed;
  return doneOr(await port.remove({ location_id: till.location.id, user_id: userId }));
}
