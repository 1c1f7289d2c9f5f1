/**
 * What the server says the time is, for a till that has nothing to send:
 * `push` says it with every answer (R10.3-3).
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import * as z from 'zod';
import type { Clock } from '#db/clock.ts';

const answer = z.object({ server_now: z.iso.datetime() });
/** A slower one would say little. */
const timeoutMs = 5000;
const everyMs = 5 * 60_000;
/** Further off than this it is asked at every look: who has set the clock right should soon be told so. */
const suspectMs = 60_000;

export interface ClockMeasurement {
  readonly client: SupabaseClient;
  readonly clock: Clock;
  /** The device's own time. */
  readonly now: () => number;
}

/** To be called again and again; `isNew` where there may have been a long silence. It never rejects. */
export function clockMeasurement({ client, clock, now }: ClockMeasurement) {
  let askedMs = -Infinity;
  return async (isNew: boolean): Promise<void> => {
    const sentMs = now();
    const restMs = Math.abs(clock.offsetMs()) > suspectMs ? 0 : everyMs;
    // A clock that was set by more than that, either way, is asked about at once.
    if (!isNew && Math.abs(sentMs - askedMs) < restMs) return;
    askedMs = sentMs;
    const { data } = await client.rpc('server_time').abortSignal(AbortSignal.timeout(timeoutMs));
    const serverNow = answer.safeParse(data).data?.server_now;
    if (serverNow !== undefined) clock.measure(serverNow, sentMs, now());
  };
}
