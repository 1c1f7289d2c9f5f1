/** A device's database as the rest of the app sees it: the same on the web and on Node. */
import type { CommonPowerSyncDatabase, PowerSyncBackendConnector, SyncStatus } from '@powersync/common';
import { wrapPowerSyncWithKysely } from '@powersync/kysely-driver';
import type { Kysely } from 'kysely';
import type { Database } from '#schema/device-schema.ts';
import { readsAnsweredFirst } from './answered-first.ts';

export type BackendConnector = PowerSyncBackendConnector;
export type { SyncStatus };

/** Compiles queries, which `useQuery` watches and `execute()` runs once. */
export type Reader = Kysely<Database>;

export interface LocalDatabase {
  readonly power: CommonPowerSyncDatabase;
  readonly read: Reader;
}

/** `onReadError`: hears of every read that failed, beside whoever asked. */
export function localDatabase(
  power: CommonPowerSyncDatabase,
  onReadError: (error: unknown) => void = () => undefined,
): LocalDatabase {
  return { power, read: wrapPowerSyncWithKysely<Database>(readsAnsweredFirst(power, onReadError)) };
}
