import { RestError } from './error-body.ts';
import { verifyToken, type Claims } from './token.ts';

/** The only roles a request can act as. Postgres would allow no others either, but 'authenticator' and 'none'. */
const ROLES = ['anon', 'authenticated', 'service_role'] as const;

export type Role = (typeof ROLES)[number];

export type Caller = { readonly role: Role; readonly claims: Claims };

/** The token of `Authorization: Bearer …`, or null when there is none. */
export function bearerToken(header: string | undefined): string | null {
  const match = /^bearer(?:\s+(.*))?$/i.exec(header ?? '');
  return match ? (match[1] ?? '').trim() : null;
}

/** Who asks: nobody's token is anon's; a token that is there must be good. */
export async function identify(header: string | undefined, jwtSecret: string): Promise<Caller> {
  const token = bearerToken(header);
  if (token === null) return { role: 'anon', claims: { role: 'anon' } };
  const verified = await verifyToken(jwtSecret, token);
  if (verified.kind === 'refused') {
    throw new RestError(401, verified.code, verified.message, { details: verified.details });
  }
  const wanted = verified.claims.role ?? 'anon';
  const role = ROLES.find((known) => known === wanted);
  if (!role)
    throw new RestError(
      403,
      '42501',
      `permission denied to set role "${typeof wanted === 'string' ? wanted : JSON.stringify(wanted)}"`,
    );
  return { role, claims: { ...verified.claims, role } };
}
