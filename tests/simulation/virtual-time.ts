/**
 * Everything that is not decided by the seed is taken away here: the clock, the
 * timers and the random numbers of this process. PGlite reads the same clock,
 * so server and devices live in one virtual time.
 */
import { createHash } from 'node:crypto';
import { isAuthError } from '@supabase/supabase-js';
import { vi } from 'vitest';
import { randomOf } from '#stack/demo/random.ts';

const startMs = Date.parse('2026-11-23T08:00:00Z');

export interface VirtualTime {
  /** Fires the next timer and moves the clock to its time; false where it would be later than `untilMs`. */
  advance(untilMs: number): boolean;
  /** Gives clock, timers and randomness back. */
  restore(): void;
}

/** Freezes the process at one moment. What it needs of real randomness afterwards follows from `seed`. */
export function freeze(seed: number, now = startMs): VirtualTime {
  const random = randomOf(`simulation ${seed}`);
  const fraction = () => random.integer(0, 2 ** 30) / 2 ** 30;
  vi.useFakeTimers({
    now,
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  const spies = [
    vi.spyOn(Math, 'random').mockImplementation(fraction),
    vi.spyOn(crypto, 'randomUUID').mockImplementation(() => uuidOf(random.integer(0, 2 ** 40))),
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(virtualTimeout),
    // WebCrypto answers from another thread, whenever that gets to it.
    vi.spyOn(crypto.subtle, 'digest').mockImplementation(digest),
    quiet(),
  ];
  return {
    advance(untilMs) {
      let isReached = false;
      const mark = setTimeout(() => {
        isReached = true;
      }, untilMs - Date.now());
      vi.advanceTimersToNextTimer();
      clearTimeout(mark);
      return !isReached;
    },
    restore() {
      for (const spy of spies) spy.mockRestore();
      vi.clearAllTimers();
      vi.useRealTimers();
    },
  };
}

/** supabase-js writes every renewal that fails to the console, and here they fail on purpose. */
function quiet() {
  // oxlint-disable-next-line no-console
  const write = console.error.bind(console);
  return vi.spyOn(console, 'error').mockImplementation((...what: unknown[]) => {
    if (!isAuthError(what[0])) write(...what);
  });
}

function uuidOf(number: number): `${string}-${string}-${string}-${string}-${string}` {
  const hex = createHash('sha1').update(String(number)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function virtualTimeout(ms: number): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new DOMException('Timed out.', 'TimeoutError')), ms);
  return controller.signal;
}

async function digest(_: AlgorithmIdentifier, data: BufferSource): Promise<ArrayBuffer> {
  const bytes = ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
  return new Uint8Array(createHash('sha256').update(bytes).digest()).buffer;
}
