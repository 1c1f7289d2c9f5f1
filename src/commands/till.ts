/** What a command or a query needs: one per opened database, built by the composition root. */
import type { Clock } from '#db/clock.ts';
import type { DeviceIdentity } from '#db/device.ts';
import type { LocalDatabase } from '#db/local-database.ts';

export type Role = 'cashier' | 'manager' | 'admin';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface Till {
  readonly db: LocalDatabase;
  readonly clock: Clock;
  readonly device: DeviceIdentity;
  readonly location: { readonly id: string; readonly code: string; readonly name: string };
  /** Whose session and database it is: the server takes every document from them. */
  readonly user: Person;
  /** Who stands at the till: whose sale it is, and whose role says what may be done here. */
  readonly cashier: Person;
}

export function isManager({ cashier }: Pick<Till, 'cashier'>): boolean {
  return cashier.role !== 'cashier';
}
