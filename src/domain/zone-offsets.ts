/**
 * When a zone had which distance from UTC: SQLite knows no zones, so a query is
 * told the few moments at which the clocks of a shop were changed.
 */
export interface OffsetSpan {
  /** From this moment (ISO, UTC) on. */
  readonly from: string;
  readonly offset_minutes: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The spans that cover both moments and what is between them, oldest first; UTC where the device does not know the zone. */
export function zoneOffsets(timeZone: string, fromMs: number, toMs: number): readonly OffsetSpan[] {
  const offsetAt = offsetsOf(timeZone);
  const spans = [{ from: new Date(fromMs).toISOString(), offset_minutes: offsetAt(fromMs) }];
  for (let at = fromMs; at < toMs; at += dayMs) {
    const [before, after] = [offsetAt(at), offsetAt(at + dayMs)];
    if (before === after) continue;
    const from = new Date(changeBetween(offsetAt, at, at + dayMs)).toISOString();
    spans.push({ from, offset_minutes: after });
  }
  return spans;
}

/** To the minute: no zone changes its clocks in the middle of one. */
function changeBetween(offsetAt: (atMs: number) => number, startMs: number, endMs: number): number {
  const before = offsetAt(startMs);
  let [low, high] = [startMs, endMs];
  while (high - low > 60_000) {
    const middle = Math.ceil((low + high) / 2 / 60_000) * 60_000;
    if (middle >= high) break;
    if (offsetAt(middle) === before) low = middle;
    else high = middle;
  }
  return Math.floor(high / 60_000) * 60_000;
}

function offsetsOf(timeZone: string): (atMs: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  } catch {
    return () => 0;
  }
  return (atMs) => {
    const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
    if (sign === undefined) return 0;
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  };
}
