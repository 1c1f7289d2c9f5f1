/**
 * A manager's decision about a refused document, taken by the server in their
 * own session. Asking again is safe, so an answer that was lost costs nothing:
 * what was decided arrives by sync all the same.
 */
import type { SupabaseClient } from '@supabase/supabase-js';
import { settled, type OverrideRequest, type SettlingAnswer, type SettlingPort } from '#schema/settling.ts';
import { failureOf } from './outcome.ts';
import { requestTimeoutMs } from './supabase-client.ts';

export interface SettlingOptions {
  readonly client: SupabaseClient;
  /** What the device says of its network: without one nothing is asked. */
  readonly isNetworkUp: () => boolean;
  /** Whether a request now would be that of this database's user. */
  readonly isSignedIn: () => Promise<boolean>;
}

export function settlingBy({ client, isNetworkUp, isSignedIn }: SettlingOptions): SettlingPort {
  const ask = async (door: string, request: OverrideRequest): Promise<SettlingAnswer> => {
    if (!isNetworkUp()) return { kind: 'no_network' };
    if (!(await isSignedIn())) return { kind: 'not_signed_in' };
    const signal = AbortSignal.timeout(requestTimeoutMs);
    const { data, error, status } = await client.rpc(door, { request }).abortSignal(signal);
    // An error whose status says success is a body that was no JSON.
    if (error) return answerOf(status < 400 ? 0 : status, error.code ?? '', error.message);
    return isAbout(request.document_id, data) ? { kind: 'settled' } : { kind: 'no_network' };
  };
  return {
    voidDocument: (request) => ask('void_document', request),
    overrideRejection: (request) => ask('override_rejection', request),
  };
}

/** A captive portal says 200 to everything. */
function isAbout(documentId: string, data: unknown): boolean {
  const answer = settled.safeParse(data).data;
  return answer !== undefined && Object.values(answer).includes(documentId);
}

function answerOf(status: number, code: string, message: string): SettlingAnswer {
  const { kind, fault } = failureOf({ status, code, message });
  if (kind === 'unauthenticated') return { kind: 'not_signed_in' };
  // Whatever passes by itself: to the manager it is a server that cannot be had now.
  if (kind === 'transient') return { kind: 'no_network' };
  return { kind: 'refused', code: fault.code, message: fault.message };
}
