/** What every screen shows of sync, as an external store for React. */
import type { ConnectionState } from './sync-state.ts';

export interface SyncView {
  readonly connection: ConnectionState;
  /** Catalog and stock are on the device, from now or from an earlier day. */
  readonly canSell: boolean;
  /** The initial copy, counted in rows; null where none is under way. */
  readonly copy: { readonly done: number; readonly total: number } | null;
  /** ISO; the last time that everything was complete. */
  readonly lastSyncedAt: string | null;
  /** The server cannot take documents now (our fault, or a deployment); the queue is kept. */
  readonly held: { readonly code: string; readonly message: string } | null;
}

export interface SyncStore {
  /** The same object until something changes. */
  get(): SyncView;
  subscribe(listener: () => void): () => void;
  syncNow(): void;
}

export interface WritableStore extends SyncStore {
  set(change: Partial<SyncView>): void;
}

const nothingYet: SyncView = {
  connection: 'starting',
  canSell: false,
  copy: null,
  lastSyncedAt: null,
  held: null,
};

export function createSyncStore(syncNow: () => void): WritableStore {
  const listeners = new Set<() => void>();
  let view = nothingYet;
  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    syncNow,
    set(change) {
      const next = { ...view, ...change };
      if (JSON.stringify(next) === JSON.stringify(view)) return;
      view = next;
      for (const listener of listeners) listener();
    },
  };
}
