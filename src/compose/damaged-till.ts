/**
 * A till whose database file is damaged: what can be read of what the server
 * has not, and a fresh start. It is not opened, so nothing is sold from it.
 */
import { recordOf } from '#commands/export-unsynced.ts';
import { readableRecords, type Reads } from '#db/damage.ts';
import type { DeviceIdentity, DeviceStore } from '#db/device.ts';
import { lastSequences } from '#db/facts.ts';
import type { Platform } from '#db/platform.ts';
import type { Membership, Profile } from '#db/session-types.ts';
import { timestamp } from '#domain/timestamp.ts';
import { makeUnsyncedFile } from '#domain/unsynced-file.ts';
import { newId } from '#schema/new-id.ts';
import {
  unsyncedContent,
  unsyncedFormat,
  unsyncedVersion,
  type UnsyncedFile,
  type UnsyncedRecord,
} from '#schema/unsynced-file.ts';

export interface DamagedTill {
  readonly kind: 'damaged';
  /** What the server did not have when this was last noted, beside the database. */
  readonly unsyncedBefore: number;
  /** What of it can be read; its payloads are whole. */
  readonly readable: UnsyncedFile;
  /** Deletes the file. The next opening makes a new one, as the same till. */
  discard(): Promise<void>;
}

export interface DamagedParts {
  readonly name: string;
  readonly reads: Reads;
  readonly close: () => Promise<void>;
  readonly platform: Platform;
  readonly devices: DeviceStore;
  readonly membership: Membership;
  readonly user: Profile['user'];
}

export async function damagedTill(parts: DamagedParts): Promise<DamagedTill> {
  const { name, devices, membership, close, platform, reads } = parts;
  const device = devices.identity(membership.location.id);
  const readable = await readableFile(parts, device);
  return {
    kind: 'damaged',
    unsyncedBefore: devices.databases()[name]?.unsynced ?? 0,
    readable,
    async discard() {
      if (device) await devices.keepSequences(device.id, await lastSequences(reads).catch(() => ({})));
      await close();
      await platform.deleteDatabase(name);
      devices.forgetDatabase(name);
    },
  };
}

async function readableFile(
  { reads, membership, user, platform }: DamagedParts,
  device: DeviceIdentity | null,
): Promise<UnsyncedFile> {
  const { id, code, name } = membership.location;
  const records = (await readableRecords(reads)).flatMap((row) => wholeRecord(() => recordOf(row, user.id)));
  return makeUnsyncedFile({
    format: unsyncedFormat,
    version: unsyncedVersion,
    location: { id, code, name },
    device: {
      id: device?.id ?? records[0]?.device_id ?? newId(),
      code: device?.code ?? '?',
      name: device?.name ?? 'Till',
    },
    user: { id: user.id, name: membership.display_name },
    exported_at: timestamp(platform.now()),
    records,
  });
}

/** None where the damage is in the record itself. */
function wholeRecord(make: () => UnsyncedRecord): readonly UnsyncedRecord[] {
  try {
    const record = make();
    return unsyncedContent.shape.records.element.safeParse(record).success ? [record] : [];
  } catch {
    return [];
  }
}
