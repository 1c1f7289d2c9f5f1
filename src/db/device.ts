/**
 * Which till this is. Kept outside the databases of users, so it survives
 * logout, and mirrored (`durable-storage.ts`); no secret is in it. One identity
 * per location, since a code is part of the numbers of that location.
 *
 * Beside it: which databases this browser holds and how much of each is not
 * synced, and the highest number used. Another user who opens a database here
 * takes the device's code and counts on; while somebody else's work waits in
 * another database, whose numbers nobody can know, a code of its own.
 */
import { newId } from '#schema/new-id.ts';
import type { DurableStore } from './platform.ts';
import { hasFields, isRecord, readStored, writeStored } from './stored-json.ts';

export interface DeviceIdentity {
  readonly id: string;
  readonly code: string;
  readonly location_id: string;
  readonly name: string;
}

export interface HeldDatabase {
  readonly user_id: string;
  readonly location_id: string;
  readonly device_id: string;
  /** Records that the server does not have; as of the last change seen. */
  readonly unsynced: number;
}

type Sequences = Readonly<Record<string, number>>;

export interface DeviceStore {
  identity(locationId: string): DeviceIdentity | null;
  /** Resolves when a power cut cannot take it any more. */
  remember(device: DeviceIdentity): Promise<void>;
  /** The id under which to register a new database of this user at this location. */
  idFor(userId: string, locationId: string): string;
  databases(): Readonly<Record<string, HeldDatabase>>;
  rememberDatabase(name: string, database: HeldDatabase): void;
  forgetDatabase(name: string): void;
  lastSequences(deviceId: string): Sequences;
  rememberSequences(deviceId: string, sequences: Sequences): void;
  /** For when no database of it is left: resolves when a power cut cannot take them any more. */
  keepSequences(deviceId: string, sequences: Sequences): Promise<void>;
}

export function deviceStore(storage: DurableStore): DeviceStore {
  const store: DeviceStore = {
    identity: (locationId) => readStored(storage, `flux.device.${locationId}`, isIdentity),
    remember(device) {
      writeStored(storage, `flux.device.${device.location_id}`, device);
      return storage.durable();
    },
    idFor(userId, locationId) {
      const known = store.identity(locationId);
      const isShared = Object.values(store.databases()).some(
        (one) => one.device_id === known?.id && one.user_id !== userId && one.unsynced > 0,
      );
      return known && !isShared ? known.id : newId();
    },
    databases: () => readStored(storage, 'flux.databases', areDatabases) ?? {},
    rememberDatabase: (name, database) =>
      writeStored(storage, 'flux.databases', { ...store.databases(), [name]: database }),
    forgetDatabase(name) {
      const { [name]: _, ...others } = store.databases();
      writeStored(storage, 'flux.databases', others);
    },
    lastSequences: (deviceId) =>
      larger(
        readStored(storage, `flux.sequences.${deviceId}`, areSequences) ?? {},
        readStored(storage, `flux.numbers.${deviceId}`, areSequences) ?? {},
      ),
    rememberSequences(deviceId, sequences) {
      const known = store.lastSequences(deviceId);
      const isNews = Object.entries(sequences).some(([type, last]) => (known[type] ?? 0) < last);
      if (isNews) writeStored(storage, `flux.sequences.${deviceId}`, { ...known, ...sequences });
    },
    keepSequences(deviceId, sequences) {
      writeStored(storage, `flux.numbers.${deviceId}`, larger(store.lastSequences(deviceId), sequences));
      return storage.durable();
    },
  };
  return store;
}

function larger(a: Sequences, b: Sequences): Sequences {
  const types = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries([...types].map((type) => [type, Math.max(a[type] ?? 0, b[type] ?? 0)]));
}

function isIdentity(value: unknown): value is DeviceIdentity {
  return hasFields<DeviceIdentity>(value, {
    id: 'string',
    code: 'string',
    location_id: 'string',
    name: 'string',
  });
}

function areDatabases(value: unknown): value is Readonly<Record<string, HeldDatabase>> {
  const fields = {
    user_id: 'string',
    location_id: 'string',
    device_id: 'string',
    unsynced: 'number',
  } as const;
  return isRecord(value) && Object.values(value).every((one) => hasFields<HeldDatabase>(one, fields));
}

function areSequences(value: unknown): value is Sequences {
  return isRecord(value) && Object.values(value).every((one) => typeof one === 'number');
}
