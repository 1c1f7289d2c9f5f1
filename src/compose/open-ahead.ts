/**
 * Opens what the screens will ask for while their code is still being loaded.
 *
 *   start ─┬─► location opened last ─► file opens in its worker ─┐
 *          └─► screens' code ─► ask for that location ───────────┴─► shop
 *
 * Only where nobody has to be asked: someone signed in here before, one
 * location is chosen, and this device has its code there.
 */
import type { Membership, NewDevice, SessionState } from '#db/session-types.ts';
import { membershipToOpen } from '#sync/membership-to-open.ts';

type Closable = { readonly kind: string; readonly shop?: { close(): Promise<void> } };
type Open<Result> = (membership: Membership, newDevice?: NewDevice) => Promise<Result>;

export interface Start<Result> {
  readonly state: SessionState;
  readonly chosenLocationId: string | null;
  /** Whether this device has its code there. */
  readonly isKnown: (locationId: string) => boolean;
  readonly open: Open<Result>;
}

/** Opens as `open` does; the first call for that location gets what is open or opening. */
export function openAhead<Result extends Closable>({
  state,
  chosenLocationId,
  isKnown,
  open,
}: Start<Result>): Open<Result> {
  const wanted = state.kind === 'known' ? membershipToOpen(state.profile, chosenLocationId) : undefined;
  if (!wanted || !isKnown(wanted.location.id)) return open;
  let ahead: Promise<Result> | null = open(wanted);
  // Whoever asks for it gets the failure.
  ahead.catch(() => undefined);
  return async (membership, newDevice) => {
    const opening = ahead;
    ahead = null;
    if (!opening) return open(membership, newDevice);
    if (membership.location.id === wanted.location.id) return opening;
    await (await opening).shop?.close();
    return open(membership, newDevice);
  };
}
