/**
 * One upload pass on a device's real database and over its real network, with
 * a clock that jumps to the end of every wait: half an hour of backoff passes
 * in a second, to the millisecond.
 *
 * The device's own passes are kept still by a platform without a network.
 */
import { pushTo, type Push } from '#connector/push.ts';
import { newPace, uploadAll, type UploadPorts } from '#connector/upload.ts';
import type { Device } from './device.ts';

export interface VirtualPass {
  nowMs(): number;
  /** When each call of `push` began. */
  readonly triesMs: readonly number[];
  /** Until the queue is empty, or `isDone` when a pass has nothing to do but wait. */
  run(isDone?: () => boolean): Promise<void>;
}

export interface PassOptions {
  readonly startMs?: number;
  readonly push?: Push;
  readonly isSignedIn?: UploadPorts['isSignedIn'];
  /** The database as the pass sees it. */
  readonly power?: Device['till']['db']['power'];
}

/** Shorter waits are those between two quick tries. */
const shortestPauseMs = 1000;

export function virtualPass(device: Device, options: PassOptions = {}): VirtualPass {
  const { push = pushTo(device.session.client), isSignedIn = async () => true } = options;
  let now = options.startMs ?? Date.now();
  const triesMs: number[] = [];
  const platform = { ...device.platform, network: { isUp: () => true, onChange: () => () => true } };
  return {
    nowMs: () => now,
    triesMs,
    async run(isDone = () => false) {
      const stop = new AbortController();
      const waker: UploadPorts['waker'] = {
        async wait(ms) {
          if (ms >= shortestPauseMs && isDone()) stop.abort();
          else now += Math.max(0, ms);
          return stop.signal.aborted ? 'stopped' : 'time';
        },
        forget: () => undefined,
        streamUp: () => undefined,
        close: () => undefined,
      };
      const ports: UploadPorts = {
        platform,
        waker,
        userId: device.till.user.id,
        isSignedIn,
        clock: { now: () => now, offsetMs: () => 0, measure: () => undefined },
        push(records, signal) {
          triesMs.push(now);
          return push(records, signal);
        },
        onProgress: () => undefined,
        pace: newPace(),
      };
      await uploadAll(options.power ?? device.till.db.power, ports, stop.signal);
    },
  };
}
