/** What a command or a query needs: one per opened database, built by the composition root. */
import type { Clock } from '#db/clock.ts';
import type { DeviceIdentity } from '#db/device.ts';
import type { LocalDatabase } from '#db/local-database.ts';

export type Role = 'cashier' | 'manager' | 'admin';

export interface Till {
  readonly db: LocalDatabase;
  readonly clock: Clock;
  readonly device: DeviceIdentity;
  readonly location: { readonly id: string; readonly code: string; readonly name: string };
  readonly user: { readonly id: string; readonly name: string; readonly role: Role };
}

export function isManager({ user }: Pick<Till, 'user'>): boolean {
  return user.role !== 'cashier';
}
