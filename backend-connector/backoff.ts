/** When to try again (R10.2-1 to R10.2-6). */
const seconds = 1000;
const minutes = 60 * seconds;
const delaysMs = [10 * seconds, 30 * seconds, 2 * minutes, 5 * minutes, 15 * minutes, 30 * minutes] as const;

export const longestDelayMs = 30 * minutes;

/** After the try that makes it `retryCount` in all (1 is the first that failed). */
export function delayAfter(retryCount: number): number {
  return delaysMs[Math.max(0, retryCount - 1)] ?? longestDelayMs;
}
