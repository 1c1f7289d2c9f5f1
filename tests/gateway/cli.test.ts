import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'flux-cli-'));
  // The demo shop has a test of its own.
  await writeFile(path.join(dataDir, 'demo-shop'), '');
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const port = 20_000 + (process.pid % 10_000);

function flux(
  args: readonly string[],
  env: Record<string, string> = {},
): ChildProcess & { output(): string } {
  const child = spawn(process.execPath, ['local-stack/cli.ts', ...args], {
    env: { ...process.env, FLUX_DATA_DIR: dataDir, FLUX_PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += String(data)));
  return Object.assign(child, { output: () => text });
}

async function finished(child: ChildProcess & { output(): string }): Promise<[number | null, string]> {
  if (child.exitCode === null) await once(child, 'close');
  return [child.exitCode, child.output()];
}

async function started(): Promise<ReturnType<typeof flux>> {
  const child = flux(['start', '--no-build']);
  while (!child.output().includes('Flux is ready')) {
    if (child.exitCode !== null) throw new Error(child.output());
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
}

test('start says one line and who may sign in, info tells where it is, SIGTERM ends it cleanly', async () => {
  const stack = await started();
  const lines = stack.output().trimEnd().split('\n');
  expect(lines[0]).toBe(`Flux is ready at http://localhost:${port}`);
  expect(lines.slice(1).every((line) => /^ {2}\S+@\S+ +\S+ +\w/.test(line))).toBe(true);

  const [, json] = await finished(flux(['info', '--json']));
  const info = JSON.parse(json) as Record<string, string>;
  expect(info).toMatchObject({ url: `http://localhost:${port}`, powersyncUrl: `http://localhost:${port}` });
  const { error } = await createClient(info.url!, info.serviceKey!).auth.admin.listUsers();
  expect(error).toBeNull();

  const [code, message] = await finished(flux(['start', '--no-build'], { FLUX_PORT: String(port + 1) }));
  expect([code, message]).toEqual([1, expect.stringMatching(/^Another Flux \(process \d+\) uses /)]);
  expect((await finished(flux(['reset'])))[0]).toBe(1);

  stack.kill('SIGTERM');
  expect((await finished(stack))[0]).toBe(0);
  expect((await readdir(dataDir)).toSorted()).toEqual(['demo-shop', 'postgres', 'secrets.json', 'stack.log']);
  expect((await readdir(path.join(dataDir, 'postgres', 'data'))).includes('postmaster.pid')).toBe(false);
});

test('a killed stack takes its Postgres with it and starts again', async () => {
  const first = await started();
  first.kill('SIGKILL');
  await once(first, 'close');
  const [code, message] = await finished(flux(['info', '--json']));
  expect([code, message]).toEqual([1, `No Flux is running on ${dataDir}. Start one: npm start\n`]);
  const second = await started();
  second.kill('SIGINT');
  expect((await finished(second))[0]).toBe(0);
});

test('reset throws the data away, and only a data directory', async () => {
  expect(await finished(flux(['reset']))).toEqual([0, `${dataDir} is empty again.\n`]);
  await using other = await (async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'flux-other-'));
    await writeFile(path.join(dir, 'thesis.txt'), '');
    return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true }) };
  })();
  expect((await finished(flux(['reset'], { FLUX_DATA_DIR: other.dir })))[0]).toBe(1);
  expect(await readdir(other.dir)).toEqual(['thesis.txt']);
});

test.each([
  [{ FLUX_PORT: 'high' }, 'FLUX_PORT is no port: high'],
  [{ FLUX_POWERSYNC_URL: 'ftp://x' }, 'FLUX_POWERSYNC_URL is no http address: ftp://x'],
  [{ FLUX_JWT_SECRET: 'short' }, 'FLUX_JWT_SECRET needs at least 32 characters'],
])('%j is refused', async (env, message) => {
  expect(await finished(flux(['start'], env))).toEqual([1, `${message}\n`]);
});
