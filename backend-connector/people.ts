/** Who works at a location, as its admins say it to the server. Asking again is safe, so a lost answer costs nothing. */
import * as z from 'zod';
import { changedMember, invitation, type PeoplePort } from '#schema/people.ts';
import { ask, type AskOptions } from './ask.ts';

const invitations = z.array(invitation);
const invitationId = z.object({ id: z.string() });
const userId = z.object({ user_id: z.string() });

export function peopleBy(options: AskOptions): PeoplePort {
  const say = <T>(door: string, request: object, shape: z.ZodType<T>) =>
    ask(options, (client) => client.rpc(door, { request }), shape);
  return {
    openInvitations: (locationId) =>
      ask(
        options,
        (client) =>
          client
            .from('invitations')
            .select('id,email,role,display_name,expires_at')
            .eq('location_id', locationId)
            .is('claimed_at', null)
            .is('revoked_at', null)
            .order('email'),
        invitations,
      ),
    invite: (request) => say('invite_member', request, invitation),
    revoke: (request) => say('revoke_invitation', request, invitationId),
    change: (request) => say('change_member', request, changedMember),
    remove: (request) => say('remove_member', request, userId),
  };
}
