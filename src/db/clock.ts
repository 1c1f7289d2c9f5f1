/**
 * The device's clock, corrected by what the server said (R10.3-3). The offset
 * is kept over restarts; an answer that took long says little and moves it
 * little: half of its round trip is the error.
 */
import type { KeyValueStore } from './platform.ts';
import { hasFields, readStored, writeStored } from './stored-json.ts';

const key = 'flux.clock';
/** Older than this, any measurement is better. */
const staleMs = 60 * 60 * 1000;

interface Measured {
  readonly offset_ms: number;
  readonly error_ms: number;
  readonly at_ms: number;
}

export interface Clock {
  /** Corrected milliseconds since 1970. */
  now(): number;
  /** How far the device is behind (positive) or ahead (negative). */
  offsetMs(): number;
  /** `sentMs` and `receivedMs` are the device's own times around the request. */
  measure(serverNow: string, sentMs: number, receivedMs: number): void;
}

export function createClock(storage: KeyValueStore, now: () => number): Clock {
  let measured = readStored(storage, key, isMeasured);
  return {
    now: () => now() + (measured?.offset_ms ?? 0),
    offsetMs: () => measured?.offset_ms ?? 0,
    measure(serverNow, sentMs, receivedMs) {
      const error = (receivedMs - sentMs) / 2;
      const offset = Math.round(Date.parse(serverNow) - (sentMs + error));
      if (!Number.isFinite(offset) || error < 0) return;
      const isBetter =
        !measured || error <= measured.error_ms || Math.abs(receivedMs - measured.at_ms) > staleMs;
      // A jump beyond both errors is a clock that somebody has set.
      const isJump = measured && Math.abs(offset - measured.offset_ms) > error + measured.error_ms + 1000;
      if (!isBetter && !isJump) return;
      measured = { offset_ms: offset, error_ms: error, at_ms: receivedMs };
      writeStored(storage, key, measured);
    },
  };
}

function isMeasured(value: unknown): value is Measured {
  return hasFields<Measured>(value, { offset_ms: 'number', error_ms: 'number', at_ms: 'number' });
}
