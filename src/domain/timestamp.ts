/** The one text form of time: ISO 8601 in UTC with milliseconds, which sorts as text. */
export function timestamp(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** How long ago, never negative: clocks differ. */
export function ageMs(at: string, nowMs: number): number {
  return Math.max(0, nowMs - Date.parse(at));
}
