/** The lock of a till with all that moves it: roles that change by sync, and the other tabs. */
import { TillLock } from '#commands/till-lock.ts';
import type { Person } from '#commands/till.ts';
import type { Clock } from '#db/clock.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import type { EnrolledPerson, PinVault } from '#db/pin-vault.ts';
import type { TabChannel } from '#db/platform.ts';
import type { Membership, PasswordCheck } from '#db/session-types.ts';
import { followRoles } from './follow-roles.ts';

/** Read at opening. */
export interface LockStart {
  readonly pins: PinVault;
  readonly people: readonly EnrolledPerson[];
  /** The password was given on this page: nobody is asked again. */
  readonly isProven: boolean;
}

interface Parts {
  readonly db: LocalDatabase;
  readonly clock: Clock;
  readonly channel: TabChannel;
  readonly membership: Membership;
  readonly userId: string;
  readonly lockStart: LockStart;
  readonly checkPassword: PasswordCheck;
  readonly onError: (error: unknown) => void;
}

export interface KeptLock {
  readonly lock: TillLock;
  readonly user: Person;
  stop(): Promise<void>;
}

export function keepLock({ db, clock, channel, membership, userId, ...rest }: Parts): KeptLock {
  const { lockStart, checkPassword, onError } = rest;
  const roles = followRoles(db, (before) => lock.review(before), onError);
  const user = {
    id: userId,
    name: membership.display_name,
    get role() {
      return roles.of(userId) ?? membership.role;
    },
  };
  const lock = new TillLock({
    till: { db, clock, user },
    pins: lockStart.pins,
    people: lockStart.people,
    isLocked: !lockStart.isProven,
    checkPassword,
    roleOf: roles.of,
    tell: (message) => channel.send(message),
  });
  const stopHearing = channel.onMessage(({ kind }) => {
    if (kind === 'lock') lock.lock();
    if (kind === 'pins_changed') void lock.look().catch(onError);
  });
  const stop = () => {
    stopHearing();
    return roles.stop();
  };
  return { lock, user, stop };
}
