/**
 * What a device lends the app. The web has one of each (`web-platform.ts`),
 * the tests on Node another; nothing below the composition root knows which.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import type { PinStore } from './pin-store.ts';

/** localStorage, or what acts like it. */
export type KeyValueStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface DurableStore extends KeyValueStore {
  /** Resolves when what was written so far, and is needed to open offline, would survive a power cut. */
  durable(): Promise<void>;
}

export interface Network {
  /** False only where there is surely none. */
  isUp(): boolean;
  /** Calls back at every change; returns how to stop. */
  onChange(listener: () => void): () => void;
}

/** Says something to every tab of the database, the sender included. */
export interface TabChannel {
  send(message: TabMessage): void;
  onMessage(listener: (message: TabMessage) => void): () => void;
  close(): void;
}

export type TabMessage =
  /** Try what waits at once. */
  | { readonly kind: 'sync_now' }
  /** Somebody signed in: what waited for it goes on. */
  | { readonly kind: 'signed_in' }
  /** Every pass of upload ends: the database is about to disconnect or close. */
  | { readonly kind: 'stop_uploads' }
  /** Whoever goes away locks every tab. */
  | { readonly kind: 'lock' }
  /** Somebody got a PIN, or has none any more. */
  | { readonly kind: 'pins_changed' };

export interface Platform {
  readonly storage: DurableStore;
  readonly pins: PinStore;
  readonly network: Network;
  readonly fetch: typeof globalThis.fetch;
  now(): number;
  openChannel(name: string): TabChannel;
  /** Runs `work` while holding the lock of that name in all tabs; rejects if `signal` aborts before it is had. */
  withLock<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
  openDatabase(name: string): Promise<CommonPowerSyncDatabase>;
  /** After close(); the file is gone when it resolves. */
  deleteDatabase(name: string): Promise<void>;
}
