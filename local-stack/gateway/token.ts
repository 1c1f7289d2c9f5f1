import { CompactSign, compactVerify, errors } from 'jose';

export type Claims = { readonly [name: string]: unknown };

/** How a token was read; the refusals carry PostgREST's words. */
export type Verified =
  | { readonly kind: 'valid'; readonly claims: Claims }
  | {
      readonly kind: 'refused';
      readonly code: 'PGRST301' | 'PGRST303';
      readonly message: string;
      readonly details: string | null;
    };

export const AUDIENCE = 'authenticated';

const SKEW_SECONDS = 30;

export async function signToken(secret: string, claims: Claims): Promise<string> {
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(payload).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(keyOf(secret));
}

/**
 * The signature by our one key and algorithm, then exp, nbf, iat and aud with
 * 30 s of tolerance, as PostgREST checks them. `sub` and `role` are judged by
 * those who use them.
 */
export async function verifyToken(secret: string, token: string): Promise<Verified> {
  if (token === '') return undecodable('Empty JWT is sent in Authorization header');
  const parts = token.split('.').length;
  if (parts !== 3) return undecodable(`Expected 3 parts in JWT; got ${parts}`);
  let payload: Uint8Array;
  try {
    ({ payload } = await compactVerify(token, keyOf(secret), { algorithms: ['HS256'] }));
  } catch (error) {
    if (error instanceof errors.JOSEAlgNotAllowed)
      return undecodable('Wrong or unsupported encoding algorithm');
    if (error instanceof errors.JWSSignatureVerificationFailed) {
      return undecodable('No suitable key or wrong key type', 'None of the keys was able to decode the JWT');
    }
    return undecodable("JWT couldn't be decoded");
  }
  return checkClaims(new TextDecoder().decode(payload), Math.floor(Date.now() / 1000));
}

export function checkClaims(payload: string, nowSeconds: number): Verified {
  const claims = parseObject(payload);
  if (!claims) return unacceptable('Parsing claims failed');
  for (const name of ['exp', 'nbf', 'iat']) {
    const value = claims[name];
    if (value !== undefined && typeof value !== 'number')
      return unacceptable(`The JWT '${name}' claim must be a number`);
  }
  if (typeof claims.exp === 'number' && nowSeconds > claims.exp + SKEW_SECONDS)
    return unacceptable('JWT expired');
  if (typeof claims.nbf === 'number' && nowSeconds < claims.nbf - SKEW_SECONDS)
    return unacceptable('JWT not yet valid');
  if (typeof claims.iat === 'number' && nowSeconds < claims.iat - SKEW_SECONDS)
    return unacceptable('JWT issued at future');
  // No audience is no statement (the anon key has none); another one is not for us.
  const audience = [claims.aud ?? []].flat();
  if (audience.length > 0 && !audience.includes(AUDIENCE)) return unacceptable('JWT not in audience');
  return { kind: 'valid', claims };
}

function parseObject(text: string): Claims | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Claims) : null;
  } catch {
    return null;
  }
}

function undecodable(message: string, details: string | null = null): Verified {
  return { kind: 'refused', code: 'PGRST301', message, details };
}

function unacceptable(message: string): Verified {
  return { kind: 'refused', code: 'PGRST303', message, details: null };
}

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}
