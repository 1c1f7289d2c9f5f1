/** Who is there: by the PIN of this device, offline, and by what the last sync said of who works here. */
import type { LocalDatabase } from '#db/local-database.ts';
import type { PinCheck, PinVault } from '#db/pin-vault.ts';
import { members } from '#queries/members.ts';
import type { Person } from './till.ts';

export type PinAnswer =
  | { readonly kind: 'right'; readonly person: Person }
  /** They work here no longer. Not asked for the PIN: it proves nothing that counts here. */
  | { readonly kind: 'not_member' }
  | Exclude<PinCheck, { kind: 'right' }>;

export async function identify(
  { read }: LocalDatabase,
  pins: PinVault,
  user: Person,
  attempt: { readonly userId: string; readonly pin: string },
): Promise<PinAnswer> {
  const here = await members(read).execute();
  // Before the first copy, or once the location was taken away: then only whose session it is.
  const known = here.length === 0 ? [{ user_id: user.id, name: user.name, role: user.role }] : here;
  const member = known.find(({ user_id }) => user_id === attempt.userId);
  if (!member) return { kind: 'not_member' };
  const checked = await pins.check(attempt.userId, attempt.pin);
  if (checked.kind !== 'right') return checked;
  return { kind: 'right', person: { id: member.user_id, name: member.name, role: member.role } };
}
