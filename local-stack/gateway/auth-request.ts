import type { Context } from 'hono';
import type { NewUser } from './accounts.ts';
import { AuthError } from './auth-error.ts';

/** The JSON object that was posted. */
export async function readObject(c: Context): Promise<Record<string, unknown>> {
  let value: unknown;
  try {
    value = await c.req.json();
  } catch (cause) {
    throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON', cause);
  }
  if (isObject(value)) return value;
  throw new AuthError(400, 'bad_json', 'Could not parse request body as JSON');
}

function readText(body: Record<string, unknown>, name: string): string {
  const value = body[name];
  if (isText(value)) return value;
  throw new AuthError(400, 'validation_failed', `missing ${name}`);
}

/** A password that is missing is a wrong one. */
export function readLogin(body: Record<string, unknown>): { email: string; password: string } {
  const { email, password } = body;
  if (!isText(email)) throw new AuthError(400, 'validation_failed', 'missing email or phone');
  if (typeof password !== 'string' || password.includes('\0'))
    throw new AuthError(400, 'invalid_credentials', 'Invalid login credentials');
  return { email, password };
}

const REFRESH_TOKEN_LENGTH = 12;

/** One that no server has made is told apart from one that this server does not know. */
export function readRefreshToken({ refresh_token: given }: Record<string, unknown>): string {
  if (typeof given === 'string' && given.length >= REFRESH_TOKEN_LENGTH && !given.includes('\0'))
    return given;
  throw new AuthError(400, 'validation_failed', 'Refresh token is not valid');
}

export function readNewUser(body: Record<string, unknown>): NewUser {
  const { id, app_metadata: appMetadata, user_metadata: userMetadata } = body;
  if (
    id !== undefined &&
    (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
  ) {
    throw new AuthError(400, 'validation_failed', 'ID must conform to the uuid v4 format');
  }
  return {
    id,
    email: readText(body, 'email'),
    password: readText(body, 'password'),
    app_metadata: isObject(appMetadata) ? appMetadata : undefined,
    user_metadata: isObject(userMetadata) ? userMetadata : undefined,
  };
}

/** Whoever signs up says who they are, never what they may: `app_metadata` and `id` are not theirs to set. */
export function readSignUp(body: Record<string, unknown>): NewUser {
  const { email, password, data } = body;
  if (typeof password !== 'string' || password === '')
    throw new AuthError(400, 'validation_failed', 'Signup requires a valid password');
  if (typeof email !== 'string' || email === '')
    throw new AuthError(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
  return {
    email: readText(body, 'email'),
    password: readText(body, 'password'),
    user_metadata: isObject(data) ? data : undefined,
  };
}

/** Postgres has no text with a zero byte: such a name or password matches nothing anyway. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && !value.includes('\0');
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
