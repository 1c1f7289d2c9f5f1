/** What crosses the wire when an admin says who works at a location. */
import * as z from 'zod';
import { locationMembersRow } from '#schema/tables.generated.ts';
import type { Online } from './online.ts';

const { role } = locationMembersRow.shape;
export type Role = z.infer<typeof role>;

/** Open: neither used nor taken back. It may have expired. */
export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role,
  display_name: z.string(),
  expires_at: z.string(),
});
export type Invitation = z.infer<typeof invitation>;

export const changedMember = z.object({ user_id: z.string(), role, display_name: z.string() });

interface AtLocation {
  readonly location_id: string;
}

/** `invite_member`. The same id again is the same invitation. */
export interface InviteRequest extends AtLocation {
  readonly id: string;
  readonly email: string;
  readonly role: Role;
  readonly display_name: string;
}

/** `change_member`: both are set. */
export interface ChangeMemberRequest extends AtLocation {
  readonly user_id: string;
  readonly role: Role;
  readonly display_name: string;
}

export interface PeoplePort {
  openInvitations(locationId: string): Promise<Online<readonly Invitation[]>>;
  invite(request: InviteRequest): Promise<Online<Invitation>>;
  revoke(request: AtLocation & { readonly id: string }): Promise<Online<{ readonly id: string }>>;
  change(request: ChangeMemberRequest): Promise<Online<z.infer<typeof changedMember>>>;
  remove(request: AtLocation & { readonly user_id: string }): Promise<Online<{ readonly user_id: string }>>;
}
