/**
 * Something due, a network, and no progress for a minute: an upload is wedged
 * somewhere below us. Then everything is aborted and connected anew.
 */
export interface Progress {
  readonly nowMs: number;
  readonly isNetworkUp: boolean;
  readonly isSignedIn: boolean;
  /** When the oldest due record became due; null where none is. */
  readonly dueSinceMs: number | null;
  readonly lastProgressMs: number;
  /** When the network came, or everything was last connected anew. */
  readonly calmSinceMs: number;
}

export const patienceMs = 60_000;

export function isWedged(progress: Progress): boolean {
  const { nowMs, dueSinceMs } = progress;
  if (dueSinceMs === null || !progress.isNetworkUp || !progress.isSignedIn) return false;
  return nowMs - Math.max(dueSinceMs, progress.lastProgressMs, progress.calmSinceMs) > patienceMs;
}
