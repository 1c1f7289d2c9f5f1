/**
 * The database file of a user at a location, ready to use, or why not.
 *
 *   open ─► our tables ─► damaged? ─ no ─► ready
 *     └─────────┴────────────┴─ yes ─► what can still be read
 */
import { isDamaged } from '#domain/is-damaged.ts';
import { DamagedFile, findDamage, type Reads } from '#db/damage.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import type { Platform } from '#db/platform.ts';
import { prepareDatabase } from '#db/prepare-database.ts';

export type OpenedFile =
  | { readonly kind: 'ready'; readonly power: LocalDatabase['power'] }
  | { readonly kind: 'damaged'; readonly reads: Reads; readonly close: () => Promise<void> };

/** A read has met damage: the next opening looks at the whole file. */
export function noteDamage({ storage }: Pick<Platform, 'storage'>, name: string, error: unknown): void {
  if (isDamaged(error)) storage.setItem(suspectKey(name), 'yes');
}

export async function openFile(platform: Platform, name: string): Promise<OpenedFile> {
  const { storage } = platform;
  const power = await platform.openDatabase(name).catch(damagedFile);
  if (power instanceof DamagedFile) return { kind: 'damaged', reads: power.reads, close: power.close };
  const isSuspect = storage.getItem(suspectKey(name)) !== null;
  if (await isGood(power, isSuspect)) {
    if (isSuspect) storage.removeItem(suspectKey(name));
    return { kind: 'ready', power };
  }
  const close = async () => {
    await power.close({ disconnect: true });
    storage.removeItem(suspectKey(name));
  };
  return { kind: 'damaged', reads: power, close };
}

async function isGood(power: LocalDatabase['power'], isSuspect: boolean): Promise<boolean> {
  try {
    await prepareDatabase(power);
    return !(await findDamage(power, isSuspect));
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return false;
  }
}

function damagedFile(error: unknown): DamagedFile {
  if (error instanceof DamagedFile) return error;
  throw error;
}

function suspectKey(name: string): string {
  return `flux.suspect.${name}`;
}
