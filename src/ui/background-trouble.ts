/**
 * Failures that no screen waits for: a bug in the sync loop, a disk that is
 * full. Said on top of every screen until somebody has read it.
 */
import { useSyncExternalStore } from 'react';

export interface Trouble {
  readonly message: string;
  /** The device has no room left: that a person can mend. */
  readonly isStorageFull: boolean;
}

let trouble: Trouble | null = null;
const listeners = new Set<() => void>();

function set(next: Trouble | null): void {
  trouble = next;
  for (const listener of listeners) listener();
}

export function reportTrouble(error: unknown, isStorageFull = false): void {
  set({ message: error instanceof Error ? error.message : String(error), isStorageFull });
}

export function dismissTrouble(): void {
  set(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTrouble(): Trouble | null {
  return useSyncExternalStore(subscribe, () => trouble);
}
