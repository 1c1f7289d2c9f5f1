/** `push` that writes down every call: when, how many records, what came of it, how long it took. */
import type { Push, PushReply } from '#connector/push.ts';
import type { Clock } from '#db/clock.ts';
import type { LocalDatabase } from '#db/local-database.ts';
import { noteAttempt } from '#db/sync-attempts.ts';
import { timestamp } from '#domain/timestamp.ts';

/** A log that cannot be written stops no document: it is told to `onError`. */
export function notingAttempts(
  push: Push,
  { power }: LocalDatabase,
  clock: Clock,
  onError: (error: unknown) => void,
): Push {
  return async (records, stop) => {
    const at = timestamp(clock.now());
    const sentMs = performance.now();
    const reply = await push(records, stop);
    // Whoever stopped it is about to close the database.
    if (reply.kind === 'stopped') return reply;
    const took_ms = Math.round(performance.now() - sentMs);
    const attempt = { at, took_ms, record_count: records.length, ...outcomeOf(reply) };
    await noteAttempt(power, attempt).catch(onError);
    return reply;
  };
}

function outcomeOf(reply: Exclude<PushReply, { kind: 'stopped' }>) {
  const outcome = reply.kind;
  if (reply.kind === 'answered') {
    const refused = reply.results.filter(({ status }) => status === 'rejected');
    const code = refused[0]?.code ?? null;
    return { outcome, code, decided_count: reply.results.length, refused_count: refused.length };
  }
  const code = reply.kind === 'timed_out' ? null : reply.fault.code;
  return { outcome, code, decided_count: 0, refused_count: 0 };
}
