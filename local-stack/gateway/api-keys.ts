import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { signToken } from './token.ts';

export type ApiKeys = { readonly anonKey: string; readonly serviceKey: string };

// Fixed, so that one secret always gives the same two keys: 2025-01-01 to 2045-01-01.
const ISSUED_AT = 1_735_689_600;
const EXPIRES_AT = 2_366_841_600;

/** The two long-lived tokens of a Supabase project. The anon key is public; the service key passes RLS. */
export async function makeApiKeys(jwtSecret: string): Promise<ApiKeys> {
  const base = { iss: 'supabase', ref: 'flux-local', iat: ISSUED_AT, exp: EXPIRES_AT };
  return {
    anonKey: await signToken(jwtSecret, { ...base, role: 'anon' }),
    serviceKey: await signToken(jwtSecret, { ...base, role: 'service_role' }),
  };
}

/** Refuses a request without one of the project's keys, in the words of Supabase's front door (Kong). */
export function requireApiKey(keys: ApiKeys): MiddlewareHandler {
  return async (c, next) => {
    const given = c.req.header('apikey') ?? c.req.query('apikey');
    if (given === undefined) {
      const hint = 'No `apikey` request header or url param was found.';
      return c.json({ message: 'No API key found in request', hint }, 401);
    }
    if (!isSame(given, keys.anonKey) && !isSame(given, keys.serviceKey)) {
      return c.json(
        { message: 'Invalid API key', hint: 'Double check your Supabase `anon` or `service_role` API key.' },
        401,
      );
    }
    await next();
    return undefined;
  };
}

function isSame(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return x !== undefined && y !== undefined && timingSafeEqual(x, y);
}
