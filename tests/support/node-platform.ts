/**
 * A device on Node: the real PowerSync client over node:sqlite, with a network
 * that a test can take away and a clock that it can move. What a process has in
 * common, the devices of a test do not: each has its own storage and locks.
 */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { PowerSyncDatabase, type LogRecord } from '@powersync/node';
import { initDatabase } from '#db/damage.ts';
import type { DurableStore, Platform, TabChannel, TabMessage } from '#db/platform.ts';
import { deviceSchema } from '#schema/device-schema.ts';
import { memoryPinStore } from './memory-pin-store.ts';

export interface NodePlatform extends Platform {
  /** What `navigator.onLine` would say. */
  setNetwork(isUp: boolean): void;
  /** Added to the device's clock. */
  moveClock(ms: number): void;
  /** Where its database files are. */
  readonly folder: string;
  /** What PowerSync had to say: in these tests, mostly that the network is gone. */
  readonly log: readonly LogRecord[];
}

/** `storage` and `folder` given again: the same device after a restart. */
export function nodePlatform(folder: string, storage: DurableStore = memoryStorage()): NodePlatform {
  let isUp = true;
  const log: LogRecord[] = [];
  let movedMs = 0;
  const listeners = new Set<() => void>();
  const channels = new Map<string, Set<(message: TabMessage) => void>>();
  const locks = new Map<string, Promise<unknown>>();
  return {
    folder,
    log,
    storage,
    pins: memoryPinStore(),
    network: {
      isUp: () => isUp,
      onChange(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    fetch: (input, init) => fetch(input, init),
    now: () => Date.now() + movedMs,
    openChannel: (name) => openChannel(channels, name),
    withLock: (name, signal, work) => withLock(locks, name, signal, work),
    async openDatabase(name) {
      const power = new PowerSyncDatabase({
        schema: deviceSchema,
        logger: { log: (record) => void log.push(record) },
        database: { dbFilename: name, dbLocation: folder, implementation: { type: 'node:sqlite' } },
      });
      await initDatabase(power);
      return power;
    },
    async deleteDatabase(name) {
      for (const suffix of ['', '-wal', '-shm']) await rm(path.join(folder, name + suffix), { force: true });
    },
    setNetwork(next) {
      isUp = next;
      for (const listener of listeners) listener();
    },
    moveClock(ms) {
      movedMs += ms;
    },
  };
}

export function memoryStorage(): DurableStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    // As durable as the memory it is: it outlives the process that a test restarts.
    durable: () => Promise.resolve(),
  };
}

function openChannel(channels: Map<string, Set<(message: TabMessage) => void>>, name: string): TabChannel {
  const listeners = channels.get(name) ?? new Set();
  channels.set(name, listeners);
  const mine = new Set<(message: TabMessage) => void>();
  return {
    send(message) {
      for (const listener of listeners) listener(message);
    },
    onMessage(listener) {
      listeners.add(listener);
      mine.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      for (const listener of mine) listeners.delete(listener);
    },
  };
}

/** Fair, as the browser's; a waiter that is aborted gives its place up. */
async function withLock<T>(
  locks: Map<string, Promise<unknown>>,
  name: string,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const before = locks.get(name) ?? Promise.resolve();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks.set(
    name,
    before.then(() => held),
  );
  try {
    await Promise.race([before, aborted(signal)]);
    signal.throwIfAborted();
    return await work();
  } finally {
    release();
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = () => reject(signal.reason);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
