/**
 * Failures that no screen waits for: a bug in the sync loop, a disk that is
 * full. Said on top of every screen until somebody has read it.
 */
import { useSyncExternalStore } from 'react';

let trouble: string | null = null;
const listeners = new Set<() => void>();

function set(next: string | null): void {
  trouble = next;
  for (const listener of listeners) listener();
}

export function reportTrouble(error: unknown): void {
  set(error instanceof Error ? error.message : String(error));
}

export function dismissTrouble(): void {
  set(null);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTrouble(): string | null {
  return useSyncExternalStore(subscribe, () => trouble);
}
