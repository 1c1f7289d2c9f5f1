/**
 * A line over which twenty records pass within the time of a request and no
 * more, and the watchdog that looks on: in virtual time, with the real queue,
 * upload and server.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushTo } from '#connector/push.ts';
import { newPace, uploadAll, type UploadPorts } from '#connector/upload.ts';
import { isWedged } from '#connector/watchdog.ts';
import { dueSince } from '#queries/upload-progress.ts';
import { pendingOf, sell } from '#tests/support/device.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { tillWorld } from '#tests/support/till-world.ts';

const records = 60;
const mostAtOnce = 20;
const perRecordMs = 900;
const timeoutMs = 20_000;
const tickMs = 45_000;

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

test.each([0, 15_000, 30_000])(
  '[R10.2-1] a queue drains over a thin line: batches shrink, and nobody takes that for a standstill (tick after %i ms)',
  async (phaseMs) => {
    await using it = await tillWorld(stack);
    const { device } = it;
    const { power, read } = device.till.db;
    device.platform.setNetwork(false);
    for (let sold = 0; sold < records; sold += 1) await sell(device, 'Rice', 1);
    const startMs = Date.now() + 60_000;
    let now = startMs;
    let calmMs = now;
    let progressMs = now;
    let nextTickMs = now + phaseMs;
    let reconnects = 0;
    let stop = new AbortController();
    /** Time goes on until then, with the looks of the sync loop on the way; false if the pass was ended by one. */
    const pass = async (untilMs: number): Promise<boolean> => {
      for (; nextTickMs <= untilMs; nextTickMs += tickMs) {
        now = Math.max(now, nextTickMs);
        const due = await dueSince(read).executeTakeFirst();
        const dueSinceMs = due ? Date.parse(due.since) : null;
        const seen = { nowMs: now, isNetworkUp: true, isSignedIn: true, dueSinceMs };
        if (!isWedged({ ...seen, lastProgressMs: progressMs, calmSinceMs: calmMs })) continue;
        calmMs = now;
        reconnects += 1;
        nextTickMs += tickMs;
        stop.abort();
        return false;
      }
      now = Math.max(now, untilMs);
      return true;
    };
    const honest = pushTo(device.session.client);
    const ports: UploadPorts = {
      platform: { ...device.platform, network: { isUp: () => true, onChange: () => () => true } },
      userId: device.till.user.id,
      isSignedIn: async () => true,
      clock: { now: () => now, offsetMs: () => 0, measure: () => undefined },
      waker: {
        wait: async (ms) => ((await pass(now + Math.max(0, ms))) ? 'time' : 'stopped'),
        forget: () => undefined,
        streamUp: () => undefined,
        close: () => undefined,
      },
      async push(sent, signal) {
        if (sent.length > mostAtOnce)
          return (await pass(now + timeoutMs)) ? { kind: 'timed_out' } : { kind: 'stopped' };
        return (await pass(now + sent.length * perRecordMs)) ? honest(sent, signal) : { kind: 'stopped' };
      },
      onProgress() {
        progressMs = now;
      },
      pace: newPace(),
    };
    while ((await pendingOf(device)) > 0 && now - startMs < 3_600_000) {
      stop = new AbortController();
      await uploadAll(power, ports, stop.signal);
    }
    expect(await pendingOf(device)).toBe(0);
    expect(now - startMs).toBeLessThan(600_000);
    expect(reconnects).toBe(0);
  },
);
