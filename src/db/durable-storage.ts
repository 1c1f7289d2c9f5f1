/**
 * localStorage that survives a power cut. Browsers write localStorage late
 * (Chromium up to a minute), so what a till needs to open without a network is
 * mirrored where a write can be waited for.
 *
 *   write ─┬─► localStorage: what every reader sees, at once
 *          └─► mirror ─────► durable() resolves
 *   start ──► mirror knows the key? ─ yes ─► its word goes to localStorage
 *                                   └ no ──► localStorage's word goes to it
 *
 * No token is mirrored: one that is lost means a login, no more (requirements !11).
 */
import { openMirror, type Mirror } from './mirror.ts';
import type { DurableStore } from './platform.ts';

/** Who works here, which till this is and its numbers when it was cleared, which back end, what was open and how its file is kept. */
const mirrored = /^flux\.(profile$|config$|location$|device\.|numbers\.|storage\.)/;

type Values = ReadonlyMap<string, string | null>;

/** `onError`: what the mirror did not take; localStorage has it all the same. */
export async function durableStorage(
  storage: Storage,
  onError: (error: unknown) => void,
): Promise<DurableStore> {
  const before = valuesOf(storage);
  const mirror = await openMirror();
  if (mirror) {
    const kept = await mirror.readAll().catch((error: unknown) => {
      onError(error);
      return before;
    });
    for (const [key, value] of toRestore(before, kept)) {
      // Another tab may have written meanwhile: then it knows better.
      if (storage.getItem(key) === (before.get(key) ?? null)) set(storage, key, value);
    }
    for (const [key, value] of toMirror(before, kept)) void mirror.write(key, value).catch(onError);
  }
  return withMirror(storage, mirror, onError);
}

function withMirror(
  storage: Storage,
  mirror: Mirror | null,
  onError: (error: unknown) => void,
): DurableStore {
  let writing: Promise<unknown> = Promise.resolve();
  const write = (key: string, value: string | null) => {
    set(storage, key, value);
    if (!mirror || !mirrored.test(key)) return;
    writing = Promise.all([writing, mirror.write(key, value).catch(onError)]);
  };
  return {
    getItem: (key) => storage.getItem(key),
    setItem: write,
    removeItem: (key) => write(key, null),
    async durable() {
      await writing;
    },
  };
}

/** What the mirror says otherwise. It is written with every change, so it is never the older one. */
export function toRestore(local: Values, kept: Values): Values {
  return new Map([...kept].filter(([key, value]) => (local.get(key) ?? null) !== value));
}

/** What the mirror has never heard of: from before it was kept, or while it could not be. */
export function toMirror(local: Values, kept: Values): Values {
  return new Map([...local].filter(([key]) => !kept.has(key)));
}

function valuesOf(storage: Storage): Values {
  const keys = Object.keys(storage).filter((key) => mirrored.test(key));
  return new Map(keys.map((key) => [key, storage.getItem(key)]));
}

function set(storage: Storage, key: string, value: string | null): void {
  if (value === null) storage.removeItem(key);
  else storage.setItem(key, value);
}
