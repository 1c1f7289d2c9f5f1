import pg from 'pg';
import { post, type Api } from './api.ts';
import { DEMO_PASSWORD, members } from './people.ts';

/** Makes the demo's users through the API of Supabase Auth: nobody but it writes auth. */
export async function placeUsers(databaseUri: string, service: Api): Promise<void> {
  const known = await knownUsers(databaseUri);
  await Promise.all(
    members.filter((member) => !known.has(member.id)).map((member) => createUser(service, member)),
  );
}

async function knownUsers(databaseUri: string): Promise<Set<string>> {
  const client = new pg.Client({ connectionString: databaseUri });
  await client.connect();
  try {
    const { rows } = await client.query<{ id: string }>(
      'select id from auth.users where id = any($1::uuid[])',
      [members.map(({ id }) => id)],
    );
    return new Set(rows.map(({ id }) => id));
  } finally {
    await client.end();
  }
}

async function createUser(service: Api, { id, email, name }: (typeof members)[number]): Promise<void> {
  await post(service, '/auth/v1/admin/users', {
    id,
    email,
    password: DEMO_PASSWORD,
    email_confirm: true,
    user_metadata: { name },
  });
}
