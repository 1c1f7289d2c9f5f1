/**
 * Opens the database of one user at one location and starts all that keeps it
 * in step. Part of the composition root: the same on the web and in the tests,
 * which differ in their `Platform` only.
 *
 *   file ─► tables ─► whose is it? ─── known ──────────────────► run
 *     │ damaged            │ new                                  ▲
 *     ▼                    ▼                                      │
 *   rescue        register_device (needs the server) ─► facts ────┘
 */
import type { BackendConfig } from '#connector/config.ts';
import { registerDevice, type RegistrationFailure, type Sequences } from '#connector/register-device.ts';
import type { Push } from '#connector/push.ts';
import type { Session } from '#connector/session.ts';
import { databaseName } from '#db/database-name.ts';
import { deviceStore, type DeviceIdentity, type DeviceStore } from '#db/device.ts';
import { raiseSequences, readFacts, writeFacts } from '#db/facts.ts';
import { localDatabase, type LocalDatabase } from '#db/local-database.ts';
import { pinVault } from '#db/pin-vault.ts';
import type { Platform } from '#db/platform.ts';
import { replacedTills } from '#db/replaced-tills.ts';
import type { Membership, NewDevice } from '#db/session-types.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { documentNumber } from '#domain/document-number.ts';
import { entityTypes } from '#schema/document-kinds.ts';
import { damagedTill, type DamagedTill } from './damaged-till.ts';
import { readFirstScreen } from './first-screen.ts';
import type { LockStart } from './keep-lock.ts';
import { noteDamage, openFile } from './open-file.ts';
import { runTill, type OpenShop } from './run-till.ts';

export interface OpenOptions {
  readonly platform: Platform;
  readonly session: Session;
  readonly config: BackendConfig;
  readonly membership: Membership;
  /** What people call this till, and which it was before; used where it has to be registered. */
  readonly newDevice: NewDevice;
  /** Failures that nobody awaits: bugs, or a disk that is full. */
  readonly onError: (error: unknown) => void;
  /** How documents are sent; by the session's own client unless told. */
  readonly push?: Push;
}

export type NotOpened =
  /** This user has not sold here on this device yet; the first time needs the server (R3.1-11). */
  | RegistrationFailure
  | { readonly kind: 'storage_full' }
  | { readonly kind: 'storage_unavailable'; readonly message: string };

export interface OpenedTill {
  readonly kind: 'open';
  readonly shop: OpenShop;
}

export type Opened = OpenedTill | DamagedTill | NotOpened;

export async function openTill(options: OpenOptions): Promise<Opened> {
  const { platform, session, membership } = options;
  const state = session.state();
  if (state.kind === 'never') throw new Error('Nobody has signed in here.');
  const { user } = state.profile;
  const name = await databaseName(user.id, membership.location.id);
  const devices = deviceStore(platform.storage);
  const file = await openFile(platform, name).catch(storageRefusal);
  if (file.kind === 'damaged') return damagedTill({ ...file, name, platform, devices, membership, user });
  if (file.kind !== 'ready') return file;
  const { power } = file;
  const onError = (error: unknown) => {
    noteDamage(platform, name, error);
    options.onError(error);
  };
  const db = localDatabase(power, (error) => noteDamage(platform, name, error));
  const opened = await startTill({ ...options, onError }, { db, devices, name, userId: user.id }).catch(
    (error: unknown) => {
      noteDamage(platform, name, error);
      return storageRefusal(error);
    },
  );
  if (opened.kind !== 'open') await power.close({ disconnect: true });
  return opened;
}

interface OpenFile {
  readonly db: LocalDatabase;
  readonly devices: DeviceStore;
  readonly name: string;
  readonly userId: string;
}

async function startTill(options: OpenOptions, file: OpenFile): Promise<OpenedTill | NotOpened> {
  const { db, devices, userId } = file;
  const found = await deviceOf(options, db, devices, userId);
  if ('kind' in found) return found;
  const { device } = found;
  const [first, lockStart] = await Promise.all([readFirstScreen(db), readLock(options, userId)]);
  const shop = runTill({ ...options, ...file, device, first, lockStart });
  return { kind: 'open', shop };
}

async function readLock({ platform, session, membership }: OpenOptions, userId: string): Promise<LockStart> {
  const pins = pinVault(platform.pins, membership.location.id);
  return { pins, people: await pins.people(), isProven: session.takeLogin() === userId };
}

interface FoundDevice {
  readonly device: DeviceIdentity;
}

function numbersOf(
  { replacedSequences }: { readonly replacedSequences: Sequences | null },
  { location }: Membership,
  deviceCode: string,
): readonly string[] {
  const place = { locationCode: location.code, deviceCode };
  return entityTypes.flatMap((type) => {
    const sequence = replacedSequences?.[type];
    return sequence === undefined ? [] : [documentNumber(type, place, sequence)];
  });
}

/** The device as this database knows it; a new database asks the server for it. */
async function deviceOf(
  { platform, session, membership, newDevice }: OpenOptions,
  { power }: LocalDatabase,
  devices: DeviceStore,
  userId: string,
): Promise<FoundDevice | NotOpened> {
  const location_id = membership.location.id;
  const facts = await readFacts(power);
  if (facts) {
    if (facts.user_id !== userId || facts.location_id !== location_id) throw new Error('A foreign database.');
    await raiseSequences(power, devices.lastSequences(facts.device_id));
    const known = devices.identity(location_id);
    const name = known?.name ?? newDevice.name;
    const device = { id: facts.device_id, code: facts.device_code, location_id, name };
    if (!known) await devices.remember(device);
    return { device };
  }
  const id = devices.idFor(userId, location_id);
  const { name, replaces } = newDevice;
  const asked = { id, location_id, name, ...(replaces && { replaces: replaces.id }) };
  const answer = await registerDevice(session.client, asked);
  if (answer.kind !== 'registered') return answer;
  const { device } = answer;
  if (replaces) {
    const { code } = replaces;
    const lastNumbers = numbersOf(answer, membership, code);
    await replacedTills(platform.storage, location_id).note({ code, lastNumbers });
  }
  const made = { user_id: userId, location_id, device_id: id, device_code: device.code };
  await writeFacts(power, made, answer.lastSequences);
  await raiseSequences(power, devices.lastSequences(id));
  if (!devices.identity(location_id)) await devices.remember(device);
  return { device };
}

/**
 * Blocked or broken storage is the browser's answer, not a bug: a till that can keep nothing must say so.
 * The code that opens it is fetched when first needed: until the service worker has it, that takes a network.
 */
function storageRefusal(error: unknown): NotOpened {
  if (isStorageFull(error)) return { kind: 'storage_full' };
  const message = error instanceof Error ? error.message : String(error);
  if (/dynamically imported module|module script/i.test(message)) return { kind: 'no_network' };
  return { kind: 'storage_unavailable', message };
}
