/**
 * Waits inside `uploadData`, and what ends the wait. One per connector.
 *
 * A call that comes while nobody waits is kept for the next wait, or it would
 * be lost between two steps; a try that begins answers what came before it.
 *
 * A sync stream that flaps wakes once in ten seconds at most, and then still
 * wakes once more: it may have come to stay.
 */
import type { Network, TabChannel } from '#db/platform.ts';

export type WakeReason = 'time' | 'sync_now' | 'network' | 'stream' | 'signed_in' | 'stopped';

export interface Waker {
  /** Resolves after `ms` at the latest; at once when `stop` aborts. Never rejects. */
  wait(ms: number, stop: AbortSignal): Promise<WakeReason>;
  /** A try begins now. */
  forget(): void;
  /** The sync stream is up: the server can be reached again. */
  streamUp(): void;
  close(): void;
}

/** The first delay of the backoff: a stream that comes and goes makes no more tries than that. */
const streamEveryMs = 10_000;

export function createWaker(channel: TabChannel, network: Network): Waker {
  const waiting = new Set<(reason: WakeReason) => void>();
  let missed: WakeReason | null = null;
  let streamedMs = -Infinity;
  let streamTimer: ReturnType<typeof setTimeout> | undefined;
  const wake = (reason: WakeReason) => {
    if (waiting.size === 0) missed = reason;
    for (const resolve of waiting) resolve(reason);
  };
  const streamUp = () => {
    clearTimeout(streamTimer);
    const restMs = streamedMs + streamEveryMs - performance.now();
    if (restMs > 0) {
      streamTimer = setTimeout(streamUp, restMs);
      return;
    }
    streamedMs = performance.now();
    wake('stream');
  };
  const stops = [
    () => clearTimeout(streamTimer),
    channel.onMessage(({ kind }) => {
      if (kind === 'sync_now' || kind === 'signed_in') wake(kind);
    }),
    network.onChange(() => {
      if (network.isUp()) wake('network');
    }),
  ];
  return {
    wait(ms, stop) {
      return new Promise((resolve) => {
        const done = (reason: WakeReason) => {
          clearTimeout(timer);
          stop.removeEventListener('abort', onStop);
          waiting.delete(done);
          resolve(reason);
        };
        const onStop = () => done('stopped');
        const timer = setTimeout(() => done('time'), Math.max(0, ms));
        waiting.add(done);
        stop.addEventListener('abort', onStop);
        if (stop.aborted) onStop();
        else if (missed !== null) done(missed);
        missed = null;
      });
    },
    forget() {
      missed = null;
    },
    streamUp,
    close() {
      for (const stop of stops) stop();
    },
  };
}
