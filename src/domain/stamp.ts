/**
 * A hybrid logical clock (design section 6): `2026-11-23T08:00:00.000Z-0000-<device>`,
 * milliseconds of the corrected clock, a counter within one, the device. Stamps
 * compare as text, and each is later than all that its maker has seen: an edit
 * made after seeing a value wins over it, whatever the clock says.
 */
import { timestamp } from './timestamp.ts';

const mostInOneMs = 0xffff;

/** `seen`: the latest stamp known, null where there is none. */
export function nextStamp(nowMs: number, deviceId: string, seen: string | null): string {
  const last = seen === null ? null : partsOf(seen);
  if (last === null || Math.floor(nowMs) > last.ms) return written(Math.floor(nowMs), 0, deviceId);
  return last.counter < mostInOneMs
    ? written(last.ms, last.counter + 1, deviceId)
    : written(last.ms + 1, 0, deviceId);
}

/** The later of two, null being before all. */
export function laterStamp(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The latest of a row's `stamps`, as the server streams them: `{"price": "<stamp>", …}` as text. */
export function latestStamp(stamps: string | null): string | null {
  const found: unknown = JSON.parse(stamps ?? '{}');
  return Object.values(found as Readonly<Record<string, string>>).reduce<string | null>(laterStamp, null);
}

function partsOf(stamp: string) {
  return { ms: Date.parse(stamp.slice(0, 24)), counter: Number.parseInt(stamp.slice(25, 29), 16) };
}

function written(ms: number, counter: number, deviceId: string): string {
  return `${timestamp(ms)}-${counter.toString(16).padStart(4, '0')}-${deviceId}`;
}
