/** When to try again (R10.2-1 to R10.2-6). */
const seconds = 1000;
const minutes = 60 * seconds;
const delaysMs = [10 * seconds, 30 * seconds, 2 * minutes, 5 * minutes, 15 * minutes, 30 * minutes] as const;

export const longestDelayMs = 30 * minutes;

/** After the try that makes it `retryCount` in all (1 is the first that failed). */
export function delayAfter(retryCount: number): number {
  return delaysMs[Math.max(0, retryCount - 1)] ?? longestDelayMs;
}

/** A server that says when to come back (`Retry-After`) is not asked before, within reason. */
export function delayHonouring(retryCount: number, retryAfterMs: number | null): number {
  return Math.min(longestDelayMs, Math.max(delayAfter(retryCount), retryAfterMs ?? 0));
}

/** The header's milliseconds from now: seconds, or a date. Null where it is absent or says nothing. */
export function retryAfterMs(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}
