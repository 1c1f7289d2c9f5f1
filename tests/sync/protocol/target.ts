import { SignJWT } from 'jose';
import pg from 'pg';

/** A sync service to put to the test: ours, or the real one. */
export interface ProtocolTarget {
  /** Without a trailing slash. */
  readonly baseUrl: string;
  readonly jwtSecret: string;
  /** The source database, made with setup.sql. */
  readonly database: pg.Pool;
}

export interface TokenOptions {
  /** Seconds since 1970. */
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  readonly audience?: string;
  readonly secret?: string;
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** A token as Supabase Auth makes it. */
export function token(target: ProtocolTarget, userId: string, options: TokenOptions = {}): Promise<string> {
  const { issuedAt = nowSeconds(), expiresAt = nowSeconds() + 3600, audience = 'authenticated' } = options;
  return new SignJWT({ role: 'authenticated' })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(userId)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(new TextEncoder().encode(options.secret ?? target.jwtSecret));
}

/** The target that the environment names: see suite.ts. Undefined if it names none. */
export function targetFromEnvironment(): ProtocolTarget | undefined {
  const { FLUX_PROTOCOL_BASE_URL: baseUrl, FLUX_PROTOCOL_DATABASE_URI: uri } = process.env;
  const { FLUX_PROTOCOL_JWT_SECRET: jwtSecret } = process.env;
  if (baseUrl === undefined || uri === undefined || jwtSecret === undefined) return undefined;
  return { baseUrl: baseUrl.replace(/\/$/, ''), jwtSecret, database: new pg.Pool({ connectionString: uri }) };
}
