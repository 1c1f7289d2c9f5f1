/** What the rows of the table are made of. */
export interface Row {
  readonly title: string;
  readonly unit: 'ms' | 'sales/s' | 'rows/s';
  readonly flux: number;
  readonly floor: number | null;
  readonly dexie: number | null;
  /** Flux by its floor, from figures of the same round. */
  readonly ratio: number;
  readonly aim: number;
  /** Whether the aim is a bound from above (times) or from below (speeds). */
  readonly isAtMost: boolean;
}

export function percentile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The median of the ratios pair by pair. */
export function medianRatio(ours: readonly number[], floors: readonly number[]): number {
  return median(ours.map((value, index) => value / (floors[index] ?? Number.NaN)));
}

export function isMet({ ratio, aim, isAtMost }: Row): boolean {
  return isAtMost ? ratio <= aim : ratio >= aim;
}
