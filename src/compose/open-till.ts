/**
 * Opens the database of one user at one location and starts all that keeps it
 * in step. Part of the composition root: the same on the web and in the tests,
 * which differ in their `Platform` only.
 *
 *   file ─► tables ─► whose is it? ─── known ──────────────────► run
 *                          │ new                                  ▲
 *                          ▼                                      │
 *                 register_device (needs the server) ─► facts ────┘
 */
import type { BackendConfig } from '#connector/config.ts';
import { registerDevice, type RegistrationFailure } from '#connector/register-device.ts';
import type { Push } from '#connector/push.ts';
import type { Session } from '#connector/session.ts';
import { databaseName } from '#db/database-name.ts';
import { deviceStore, type DeviceIdentity, type DeviceStore } from '#db/device.ts';
import { raiseSequences, readFacts, writeFacts } from '#db/facts.ts';
import { localDatabase, type LocalDatabase } from '#db/local-database.ts';
import type { Platform } from '#db/platform.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import type { Membership } from '#db/session-types.ts';
import { readFirstScreen } from './first-screen.ts';
import { runTill, type OpenShop } from './run-till.ts';

export interface OpenOptions {
  readonly platform: Platform;
  readonly session: Session;
  readonly config: BackendConfig;
  readonly membership: Membership;
  /** What people call this till; used where it has to be registered. */
  readonly deviceName: string;
  /** Failures that nobody awaits: bugs, or a disk that is full. */
  readonly onError: (error: unknown) => void;
  /** How documents are sent; by the session's own client unless told. */
  readonly push?: Push;
}

export type NotOpened =
  /** This user has not sold here on this device yet; the first time needs the server (R3.1-11). */
  RegistrationFailure | { readonly kind: 'storage_unavailable'; readonly message: string };

export type Opened = { readonly kind: 'open'; readonly shop: OpenShop } | NotOpened;

export async function openTill(options: OpenOptions): Promise<Opened> {
  const { platform, session, membership } = options;
  const state = session.state();
  if (state.kind === 'never') throw new Error('Nobody has signed in here.');
  const { user } = state.profile;
  const name = await databaseName(user.id, membership.location.id);
  const power = await platform.openDatabase(name).catch(storageRefusal);
  if ('kind' in power) return power;
  await prepareDatabase(power);
  const db = localDatabase(power);
  const devices = deviceStore(platform.storage);
  const device = await deviceOf(options, db, devices, user.id);
  if ('kind' in device) {
    await power.close({ disconnect: true });
    return device;
  }
  const first = await readFirstScreen(db);
  return { kind: 'open', shop: runTill({ ...options, name, db, devices, device, first, userId: user.id }) };
}

/** The device as this database knows it; a new database asks the server for it. */
async function deviceOf(
  { session, membership, deviceName }: OpenOptions,
  { power }: LocalDatabase,
  devices: DeviceStore,
  userId: string,
): Promise<DeviceIdentity | NotOpened> {
  const location_id = membership.location.id;
  const facts = await readFacts(power);
  if (facts) {
    if (facts.user_id !== userId || facts.location_id !== location_id) throw new Error('A foreign database.');
    await raiseSequences(power, devices.lastSequences(facts.device_id));
    const known = devices.identity(location_id);
    const name = known?.name ?? deviceName;
    const device = { id: facts.device_id, code: facts.device_code, location_id, name };
    if (!known) await devices.remember(device);
    return device;
  }
  const id = devices.idFor(userId, location_id);
  const answer = await registerDevice(session.client, { id, location_id, name: deviceName });
  if (answer.kind !== 'registered') return answer;
  const { device } = answer;
  const made = { user_id: userId, location_id, device_id: id, device_code: device.code };
  await writeFacts(power, made, answer.lastSequences);
  await raiseSequences(power, devices.lastSequences(id));
  if (!devices.identity(location_id)) await devices.remember(device);
  return device;
}

/**
 * Blocked or broken storage is the browser's answer, not a bug: a till that can keep nothing must say so.
 * The code that opens it is fetched when first needed: until the service worker has it, that takes a network.
 */
function storageRefusal(error: unknown): NotOpened {
  const message = error instanceof Error ? error.message : String(error);
  if (/dynamically imported module|module script/i.test(message)) return { kind: 'no_network' };
  return { kind: 'storage_unavailable', message };
}
