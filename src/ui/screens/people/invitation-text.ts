/** What an admin hands over, by whatever way they write to people. It holds no secret: the address is the key. */
import type { Invitation } from '#schema/people.ts';

type Handed = Pick<Invitation, 'email' | 'display_name' | 'expires_at'>;

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'long' });

export function invitationLink(origin: string, email: string): string {
  return `${origin}/?invite=${encodeURIComponent(email)}`;
}

export function invitationText(invitation: Handed, locationName: string, origin: string): string {
  const { email, display_name, expires_at } = invitation;
  return [
    `Hello ${display_name}, you are invited to work with Flux at ${locationName}.`,
    `Open ${invitationLink(origin, email)} and sign up with ${email}, by ${day.format(new Date(expires_at))}.`,
    'If you have an account with that address, sign in as always.',
  ].join('\n');
}
