/**
 * Sends outbox records by `rpc/push` and says what came of it. Always settles:
 * 20 s at most, at once when `stop` aborts. An answer counts only if it is
 * exactly what was asked for (a captive portal says 200 to everything).
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import { pushAnswer, type PushRecord, type PushResult } from '#schema/push.ts';
import type { OutboxRow } from '#schema/local-tables.ts';
import { failureOf, type Failure } from './outcome.ts';
import { waitAskedFor } from './supabase-client.ts';

export const pushTimeoutMs = 20_000;

export type PushReply =
  | {
      readonly kind: 'answered';
      /** For the first so many records, in their order; the rest was not decided. */
      readonly results: readonly PushResult[];
      readonly serverNow: string;
    }
  | { readonly kind: 'timed_out' }
  | { readonly kind: 'stopped' }
  | Failure;

export type Push = (records: readonly PushRecord[], stop: AbortSignal) => Promise<PushReply>;

export function pushTo(client: SupabaseClient, timeoutMs = pushTimeoutMs): Push {
  return async (records, stop) => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([timeout, stop]);
    const { data, error, status } = await client.rpc('push', { records }).abortSignal(signal);
    if (stop.aborted) return { kind: 'stopped' };
    if (error && timeout.aborted) return { kind: 'timed_out' };
    if (error) {
      // An error whose status says success is a body that was no JSON.
      const outcome = { status: status < 400 ? 0 : status, code: error.code ?? '', message: error.message };
      return failureOf({ ...outcome, retryAfterMs: waitAskedFor(signal) });
    }
    return read(data, records);
  };
}

function read(data: unknown, records: readonly PushRecord[]): PushReply {
  const answer = pushAnswer.safeParse(data);
  const results = answer.data?.results ?? [];
  const isOurs = results.every(
    ({ queue_id, entity_id }, i) => records[i]?.queue_id === queue_id && records[i]?.entity_id === entity_id,
  );
  if (!answer.success || results.length === 0 || !isOurs) {
    return failureOf({ status: 0, code: '', message: 'The answer was not one of the Flux server.' });
  }
  return { kind: 'answered', results, serverNow: answer.data.server_now };
}

/** A record as it travels: the payload is the one that was frozen at posting. */
export function wireRecord(row: OutboxRow): PushRecord {
  const payload: unknown = JSON.parse(row.payload ?? 'null');
  return {
    v: 1,
    queue_id: row.queue_id,
    entity_type: row.entity_type,
    entity_id: row.entity_type === 'master_update' ? rowOf(payload, row.entity_id) : row.entity_id,
    location_id: row.location_id,
    device_id: row.device_id,
    client_created_at: row.client_created_at,
    client_updated_at: row.client_updated_at,
    payload,
    ...(row.created_by === null ? {} : { created_by: row.created_by }),
  };
}

/** The server knows an edit by its queue id, and what it is of by the row. */
function rowOf(payload: unknown, otherwise: string): string {
  const isNamed = typeof payload === 'object' && payload !== null && 'id' in payload;
  return isNamed && typeof payload.id === 'string' ? payload.id : otherwise;
}
