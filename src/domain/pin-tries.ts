/**
 * How often one may guess: five times, then only after a wait that grows. The
 * right PIN sets both back. The count is kept over restarts, and what is left
 * of a wait with it; how that is measured is the keeper's affair (`db/pin-vault.ts`).
 */
export interface Tries {
  /** Wrong PINs since the last right one. */
  readonly failed: number;
  /** Milliseconds until the next try. */
  readonly wait_left_ms: number;
}

export const freeTries = 5;
export const noTries: Tries = { failed: 0, wait_left_ms: 0 };

const waitsMs = [30_000, 60_000, 120_000, 300_000] as const;

/** One more; counted before it is judged, so that pulling the plug meanwhile wins nothing. */
export function oneMoreTry({ failed }: Pick<Tries, 'failed'>): Tries {
  return { failed: failed + 1, wait_left_ms: waitAfter(failed + 1) };
}

/** Before the next wrong one costs a wait. */
export function triesLeft({ failed }: Pick<Tries, 'failed'>): number {
  return Math.max(0, freeTries - failed);
}

function waitAfter(failed: number): number {
  if (failed < freeTries) return 0;
  return waitsMs[Math.min(failed - freeTries, waitsMs.length - 1)] ?? 0;
}
