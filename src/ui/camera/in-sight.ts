/**
 * A camera sees the same code many times a second; it is scanned once, and
 * again when it comes back after it was out of sight. Pure.
 */
export interface InSight {
  readonly code: string;
  readonly lastAt: number;
}

/** Between two looks at a code that never left. */
const outOfSightMs = 1200;

/** `at` in milliseconds. `isNew`: it counts as a scan. */
export function see(
  before: readonly InSight[],
  codes: readonly string[],
  at: number,
): { readonly inSight: readonly InSight[]; readonly isNew: readonly string[] } {
  const still = before.filter(({ lastAt }) => at - lastAt < outOfSightMs);
  const known = new Set(still.map(({ code }) => code));
  const seen = [...new Set(codes)];
  return {
    inSight: [
      ...still.filter(({ code }) => !seen.includes(code)),
      ...seen.map((code) => ({ code, lastAt: at })),
    ],
    isNew: seen.filter((code) => !known.has(code)),
  };
}
