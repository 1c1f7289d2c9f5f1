import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { StackOptions } from '#stack/stack.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';

/** A stack whose application is fixture.sql, without the sync server. */
export async function startFixture(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const migrationsDir = await mkdtemp(path.join(tmpdir(), 'flux-migrations-'));
  await copyFile(new URL('./fixture.sql', import.meta.url), path.join(migrationsDir, '0001_fixture.sql'));
  try {
    return await startTestStack({ migrationsDir, sync: false, ...options });
  } finally {
    await rm(migrationsDir, { recursive: true });
  }
}

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** A bare request, for what supabase-js would not send. `token` null sends no Authorization. */
export async function ask(
  stack: TestStack,
  method: string,
  path: string,
  options: { token?: string | null; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const headers: Record<string, string> = {
    apikey: stack.anonKey,
    'Content-Type': 'application/json',
    ...options.headers,
  };
  if (options.token) headers.Authorization = `Bearer ${options.token}`;
  const body = typeof options.body === 'string' ? options.body : JSON.stringify(options.body);
  const response = await fetch(stack.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  let value: Readonly<Record<string, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    value = {};
  }
  return { status: response.status, headers: response.headers, text, body: value };
}
