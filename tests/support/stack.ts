import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { copyDataDir, migratedDataDir } from '#tests/support/data-dir.ts';
import { openGivenStack, servicesFromEnvironment, type AnyStack } from '#tests/support/given-stack.ts';
import { startStack, type StackOptions } from '#stack/stack.ts';

export type TestStack = AnyStack & AsyncDisposable;

/**
 * A whole stack of its own for one test file: free ports, a data directory of its own,
 * no fsync. Postgres, gateway and, unless `sync: false`, the sync server are real.
 * In `npm run conformance` it is the one that is given, the same for all.
 */
export async function startTestStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const given = servicesFromEnvironment();
  if (given) {
    const stack = await openGivenStack(given, options.distDir);
    return { ...stack, [Symbol.asyncDispose]: stack.stop };
  }
  const dataDir = options.dataDir ?? (await newDataDir(options));
  const stack = await startStack({ port: 0, durable: false, ...options, dataDir });
  const stop = async (): Promise<void> => {
    await stack.stop();
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
  };
  return { ...stack, stop, [Symbol.asyncDispose]: stop };
}

async function newDataDir({ migrationsDir, rulesPath }: Partial<StackOptions>): Promise<string> {
  const isOurs = migrationsDir === undefined && rulesPath === undefined;
  if (!isOurs) return mkdtemp(path.join(tmpdir(), 'flux-test-'));
  const dataDir = path.join(tmpdir(), `flux-test-${crypto.randomUUID()}`);
  await copyDataDir(await migratedDataDir(), dataDir);
  return dataDir;
}

/** supabase-js as the app has it, but forgetting its session with the test. */
export function clientOf(stack: AnyStack, key = stack.anonKey): SupabaseClient {
  return createClient(stack.url, key, { auth: { persistSession: false, autoRefreshToken: false } });
}

/** A new user and a client signed in as them. */
export async function signedIn(
  stack: AnyStack,
  email: string,
  password = 'correct horse',
): Promise<{ client: SupabaseClient; userId: string; accessToken: string }> {
  const user = await stack.createUser({ email, password });
  const client = clientOf(stack);
  const { data, error } = await client.auth.signInWithPassword({ email, password });
  if (error) throw error;
  return { client, userId: user.id, accessToken: data.session.access_token };
}
