/**
 * Waits inside `uploadData`, and what ends the wait. One per connector.
 *
 * A call that comes while nobody waits is kept for the next wait, or it would
 * be lost between two steps; a try that begins answers what came before it.
 */
import type { Network, TabChannel } from '#db/platform.ts';

export type WakeReason = 'time' | 'sync_now' | 'network' | 'signed_in' | 'stopped';

export interface Waker {
  /** Resolves after `ms` at the latest; at once when `stop` aborts. Never rejects. */
  wait(ms: number, stop: AbortSignal): Promise<WakeReason>;
  /** A try begins now. */
  forget(): void;
  close(): void;
}

export function createWaker(channel: TabChannel, network: Network): Waker {
  const waiting = new Set<(reason: WakeReason) => void>();
  let missed: WakeReason | null = null;
  const wake = (reason: WakeReason) => {
    if (waiting.size === 0) missed = reason;
    for (const resolve of waiting) resolve(reason);
  };
  const stops = [
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
    close() {
      for (const stop of stops) stop();
    },
  };
}
