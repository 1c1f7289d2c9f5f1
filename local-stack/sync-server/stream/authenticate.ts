import { errors, jwtVerify, type JWTPayload } from 'jose';
import { SyncError } from '#stack/sync-server/protocol/sync-error.ts';

const AUDIENCE = 'authenticated';
const MAX_LIFETIME_S = 7 * 24 * 3600 + 20 * 60; // as the service for a Supabase secret
const CLOCK_TOLERANCE_S = 60;

export interface VerifiedToken {
  readonly payload: JWTPayload;
  readonly userId: string;
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

function refused(code: string, description: string): SyncError {
  return new SyncError(code, 401, description);
}

function refusal(error: unknown): SyncError {
  if (error instanceof errors.JWTExpired) return refused('PSYNC_S2103', 'JWT has expired');
  if (error instanceof errors.JWTClaimValidationFailed)
    return refused('PSYNC_S2101', `JWT payload is missing a required claim "${error.claim}"`);
  if (error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JOSEAlgNotAllowed)
    return refused(
      'PSYNC_S2101',
      'Could not find an appropriate key in the keystore. The key is missing or no key matched the token KID',
    );
  return refused('PSYNC_S2101', 'Token is not a well-formed JWT. Check the token format.');
}

async function verify(token: string, secret: Uint8Array): Promise<JWTPayload> {
  try {
    const options = {
      algorithms: ['HS256'],
      clockTolerance: CLOCK_TOLERANCE_S,
      requiredClaims: ['sub', 'iat', 'exp'],
    };
    return (await jwtVerify(token, secret, options)).payload;
  } catch (error) {
    throw refusal(error);
  }
}

/** Checks an `Authorization` header as the service does with a Supabase secret (A1). Throws a `SyncError`. */
export async function authenticate(header: string | null, secret: Uint8Array): Promise<VerifiedToken> {
  const token = /^(?:Token|Bearer) (\S+)$/.exec(header ?? '')?.[1];
  if (token === undefined) throw refused('PSYNC_S2106', 'Authentication required');
  const payload = await verify(token, secret);
  const { aud, exp = 0, iat = 0 } = payload;
  if (aud === undefined) throw refused('PSYNC_S2105', 'JWT payload is missing a required claim "aud"');
  if (![aud].flat().includes(AUDIENCE))
    throw refused('PSYNC_S2105', `Unexpected "aud" claim value: ${JSON.stringify(aud)}`);
  if (exp - iat > MAX_LIFETIME_S)
    throw refused(
      'PSYNC_S2104',
      `Token must expire in a maximum of ${MAX_LIFETIME_S} seconds, got ${exp - iat}s`,
    );
  return { payload, userId: String(payload.sub), expiresAt: exp };
}
