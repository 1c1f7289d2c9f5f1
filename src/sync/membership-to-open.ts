/** Which location a start opens: asked by whoever opens it ahead of the screens, and by the screens. */
import type { Membership, Profile } from './session-port.ts';

/** Where the location that somebody chose is kept, through reloads and power cuts. */
export const chosenLocationKey = 'flux.location';

/** Undefined: somebody has to choose. */
export function membershipToOpen(
  { memberships }: Profile,
  chosenLocationId: string | null,
): Membership | undefined {
  const chosen = memberships.find(({ location }) => location.id === chosenLocationId);
  return chosen ?? (memberships.length === 1 ? memberships[0] : undefined);
}
