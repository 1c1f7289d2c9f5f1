import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { AuthError } from './auth-error.ts';
import { hashPassword } from './password.ts';
import { AUDIENCE } from './token.ts';

export type NewUser = {
  readonly id?: string | undefined;
  readonly email: string;
  readonly password: string;
  readonly app_metadata?: Readonly<Record<string, unknown>> | undefined;
  readonly user_metadata?: Readonly<Record<string, unknown>> | undefined;
};

/** A user as Supabase Auth shows it. */
export type User = {
  readonly id: string;
  readonly aud: string;
  readonly role: string;
  readonly email: string;
  readonly phone: string;
  readonly email_confirmed_at: string | null;
  readonly confirmed_at: string | null;
  readonly last_sign_in_at: string | null;
  readonly app_metadata: Readonly<Record<string, unknown>>;
  readonly user_metadata: Readonly<Record<string, unknown>>;
  readonly identities: readonly never[];
  readonly created_at: string;
  readonly updated_at: string;
  readonly is_anonymous: boolean;
};

const USER = `id, aud, role, email, coalesce(phone, '') as phone, email_confirmed_at, confirmed_at, last_sign_in_at,
  raw_app_meta_data as app_metadata, raw_user_meta_data as user_metadata, '[]'::jsonb as identities,
  created_at, updated_at, is_anonymous`;

/** Makes a confirmed user: the local stack sends no mail. */
export async function createUser(db: pg.Pool, user: NewUser, passwordCost?: number): Promise<User> {
  const email = user.email.trim().toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email))
    throw new AuthError(400, 'validation_failed', 'Unable to validate email address: invalid format');
  if (user.password.length < 6)
    throw new AuthError(422, 'weak_password', 'Password should be at least 6 characters.', undefined, {
      weak_password: { reasons: ['length'] },
    });
  const appMetadata = { provider: 'email', providers: ['email'], ...user.app_metadata };
  try {
    const { rows } = await db.query<User>(
      `insert into auth.users (id, aud, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
       values ($1, $2, $3, $4, now(), $5, $6) returning ${USER}`,
      [
        user.id ?? randomUUID(),
        AUDIENCE,
        email,
        await hashPassword(user.password, passwordCost),
        appMetadata,
        user.user_metadata ?? {},
      ],
    );
    return one(rows);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== '23505') throw error;
    throw new AuthError(
      422,
      'email_exists',
      'A user with this email address has already been registered',
      error,
    );
  }
}

export async function listUsers(db: pg.Pool, page: number, perPage: number): Promise<User[]> {
  const { rows } = await db.query<User>(
    `select ${USER} from auth.users where deleted_at is null order by created_at desc, id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  );
  return rows;
}

export async function findUser(db: pg.Pool | pg.PoolClient, id: string): Promise<User | null> {
  const { rows } = await db.query<User>(
    `select ${USER} from auth.users where id = $1 and deleted_at is null`,
    [id],
  );
  return rows[0] ?? null;
}

export async function deleteUser(db: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await db.query('delete from auth.users where id = $1', [id]);
  return rowCount === 1;
}

export async function findPassword(db: pg.Pool, email: string): Promise<{ id: string; hash: string } | null> {
  const { rows } = await db.query<{ id: string; hash: string }>(
    `select id, encrypted_password as hash from auth.users
      where email = $1 and encrypted_password is not null and deleted_at is null and (banned_until is null or banned_until < now())`,
    [email.trim().toLowerCase()],
  );
  return rows[0] ?? null;
}

export async function noteSignIn(db: pg.Pool, id: string): Promise<User> {
  const { rows } = await db.query<User>(
    `update auth.users set last_sign_in_at = now(), updated_at = now() where id = $1 returning ${USER}`,
    [id],
  );
  return one(rows);
}

function one<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('a row was expected');
  return row;
}
