/** Asks the server for what only it can do, for who is signed in, and says what came of it. */
import type { SupabaseClient } from '@supabase/supabase-js';
import type * as z from 'zod';
import type { NotDone, Online } from '#schema/online.ts';
import { failureOf } from './outcome.ts';
import { requestTimeoutMs } from './supabase-client.ts';

export interface AskOptions {
  readonly client: SupabaseClient;
  /** What the device says of its network: without one nothing is asked. */
  readonly isNetworkUp: () => boolean;
  /** Whether a request now would be that of this database's user. */
  readonly isSignedIn: () => Promise<boolean>;
}

interface Answer {
  readonly data: unknown;
  readonly error: { readonly code?: string; readonly message: string } | null;
  readonly status: number;
}

interface Question {
  abortSignal(signal: AbortSignal): PromiseLike<Answer>;
}

export async function ask<T>(
  { client, isNetworkUp, isSignedIn }: AskOptions,
  question: (client: SupabaseClient) => Question,
  shape: z.ZodType<T>,
): Promise<Online<T>> {
  if (!isNetworkUp()) return { kind: 'no_network' };
  if (!(await isSignedIn())) return { kind: 'not_signed_in' };
  const { data, error, status } = await question(client).abortSignal(AbortSignal.timeout(requestTimeoutMs));
  // An error whose status says success is a body that was no JSON.
  if (error) return notDone(status < 400 ? 0 : status, error.code ?? '', error.message);
  const answer = shape.safeParse(data);
  // A captive portal says 200 to everything.
  return answer.success ? { kind: 'done', value: answer.data } : { kind: 'no_network' };
}

function notDone(status: number, code: string, message: string): NotDone {
  const { kind, fault } = failureOf({ status, code, message });
  if (kind === 'unauthenticated') return { kind: 'not_signed_in' };
  // Whatever passes by itself: to a person it is a server that cannot be had now.
  if (kind === 'transient') return { kind: 'no_network' };
  return { kind: 'refused', code: fault.code, message: fault.message };
}
