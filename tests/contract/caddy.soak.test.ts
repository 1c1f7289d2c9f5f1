/** The Caddyfile, run: what it says is what it does. Where no `caddy` is installed there is nothing to run. */
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { contentSecurityPolicy } from '#stack/gateway/security-headers.ts';
import { freePort } from '#tests/support/free-port.ts';

const isInstalled = spawnSync('caddy', ['version']).status === 0;

/** On this machine without TLS and its admin port; the app's own files are two. */
async function startCaddy(): Promise<{ app: string; sync: string }> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-caddy-'));
  const [app, sync] = [`http://127.0.0.1:${await freePort()}`, `http://127.0.0.1:${await freePort()}`];
  const root = path.join(dir, 'app');
  await cp('public', path.join(root, 'assets'), { recursive: true });
  await writeFile(path.join(root, 'index.html'), '<!doctype html>shell');
  const text = await readFile('deploy/Caddyfile', 'utf8');
  const local = text.replaceAll('/srv/releases/current', root);
  const config = path.join(dir, 'Caddyfile');
  await writeFile(
    config,
    /^\{\n/m.test(local) ? local.replace(/^\{\n/m, '{\n\tadmin off\n') : `{\n\tadmin off\n}\n${local}`,
  );
  const child = spawn('caddy', ['run', '--config', config], {
    env: {
      ...process.env,
      XDG_DATA_HOME: dir,
      XDG_CONFIG_HOME: dir,
      FLUX_DOMAIN: app,
      SYNC_DOMAIN: sync,
      ANON_KEY: 'anon-key',
      SERVICE_ROLE_KEY: 'service-key',
      ACME_EMAIL: 'none@flux.example',
    },
    stdio: 'ignore',
  });
  onTestFinished(async () => {
    child.kill();
    await rm(dir, { recursive: true, force: true });
  });
  await expect
    .poll(
      () =>
        fetch(`${app}/healthz`).then(
          ({ status }) => status,
          () => 0,
        ),
      { timeout: 10_000 },
    )
    .toBe(200);
  return { app, sync };
}

test.skipIf(!isInstalled)(
  '[T111] [T112] every answer of Caddy has the headers, whatever it answers',
  async () => {
    const { app, sync } = await startCaddy();
    const answers: [address: string, status: number, cache: string | null][] = [
      [`${app}/`, 200, 'no-cache'],
      [`${app}/sell/any/screen`, 200, 'no-cache'],
      [`${app}/assets/logo.svg`, 200, 'public, max-age=31536000, immutable'],
      [`${app}/assets/gone.js`, 404, null],
      [`${app}/config.json`, 200, 'no-store'],
      [`${app}/healthz`, 200, 'no-store'],
      [`${app}/rest/v1/items`, 401, 'no-store'],
      [`${app}/auth/v1/user`, 401, 'no-store'],
      [`${sync}/api/admin/v1/diagnostics`, 404, null],
      [`${sync}/sync/stream`, 502, null],
    ];
    for (const [address, status, cache] of answers) {
      const { headers, status: got } = await fetch(address);
      const name = (header: string) => headers.get(header);
      expect([got, name('cache-control')], address).toEqual([status, cache]);
      expect(
        [
          name('x-content-type-options'),
          name('referrer-policy'),
          name('cross-origin-opener-policy'),
          name('server'),
        ],
        address,
      ).toEqual(['nosniff', 'no-referrer', 'same-origin', null]);
      expect(name('strict-transport-security'), address).toMatch(/^max-age=\d{7,}$/);
      const policy = name('content-security-policy') ?? '';
      const withoutPlaces = (text: string) => text.replace(/connect-src [^;]*/, 'connect-src');
      expect(withoutPlaces(policy), address).toBe(
        withoutPlaces(contentSecurityPolicy('https://sync.example')),
      );
    }
  },
);

test.skipIf(!isInstalled)('[T123] Caddy takes no body beyond what the gateway takes', async () => {
  const { app } = await startCaddy();
  const post = (at: string, size: number) =>
    fetch(app + at, { method: 'POST', headers: { apikey: 'anon-key' }, body: 'x'.repeat(size) }).then(
      ({ status }) => status,
    );
  expect(await post('/auth/v1/token', 65_537)).toBe(413);
  expect(await post('/rest/v1/rpc/push', 1_048_577)).toBe(413);
  // What is small enough is handed on, to nobody here.
  expect(await post('/rest/v1/rpc/push', 1_000)).toBe(502);
});
