/**
 * A barcode scanner is a keyboard that types very fast and ends with Enter.
 *
 *   key ──► follows the burst? ─ yes ─► longer burst
 *             │ no                          │ Enter
 *             ▼                             ▼
 *          a new burst     4 or more keys, half of the gaps ≤ 40 ms?
 *                               │ yes             │ no
 *                               ▼                 ▼
 *                            scanned           a person
 *
 * A busy page delays single keys, so one slow gap must not cut a code in two:
 * the middle gap decides, and a burst that is fast already may pause longer.
 * People who type digits fast are at 90 ms and more.
 */
const maxGapMs = 150;
const maxPauseMs = 600;
const maxMiddleGapMs = 40;
const minLength = 4;

/** FNC1, which ends a part of a GS1 code: scanners type it as Ctrl+] (GS). */
export const separator = '\x1d';

export interface Burst {
  readonly text: string;
  readonly lastAt: number;
  readonly gaps: readonly number[];
}

export const noBurst: Burst = { text: '', lastAt: -Infinity, gaps: [] };

export interface Heard {
  readonly burst: Burst;
  /** The code, if this key completed one. */
  readonly scanned: string | null;
}

/** `at` in milliseconds, by the key event's own time. */
export function hearKey(burst: Burst, key: string, at: number): Heard {
  const gap = at - burst.lastAt;
  if (key === 'Enter' || key === 'Tab') {
    const isScan = gap <= maxPauseMs && burst.text.length >= minLength && isFast(burst);
    return { burst: noBurst, scanned: isScan ? burst.text : null };
  }
  if (key === 'Shift') return { burst, scanned: null };
  if (key.length !== 1) return { burst: noBurst, scanned: null };
  const follows = gap <= maxGapMs || (gap <= maxPauseMs && burst.gaps.length >= 2 && isFast(burst));
  if (!follows) return { burst: { text: key, lastAt: at, gaps: [] }, scanned: null };
  return { burst: { text: burst.text + key, lastAt: at, gaps: [...burst.gaps, gap] }, scanned: null };
}

export function isFast({ gaps }: Burst): boolean {
  const middle = gaps.toSorted((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)] ?? Infinity;
  return middle <= maxMiddleGapMs;
}
