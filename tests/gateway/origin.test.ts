import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestStack } from '#tests/support/stack.ts';
import { ask, startFixture } from './fixture.ts';

let stack: TestStack;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'flux-dist-'));
  const distDir = path.join(root, 'dist');
  await mkdir(path.join(distDir, 'assets'), { recursive: true });
  await writeFile(path.join(distDir, 'index.html'), '<!doctype html>shell');
  await writeFile(path.join(distDir, 'sw.js'), '// worker');
  await writeFile(path.join(distDir, 'manifest.webmanifest'), '{}');
  await writeFile(path.join(distDir, 'assets', 'app-1234.js'), 'export {}');
  await writeFile(path.join(distDir, 'assets', 'sqlite-1234.wasm'), 'wasm');
  await writeFile(path.join(distDir, '..', 'flux-outside.txt'), 'outside');
  stack = await startFixture({ distDir, powersyncUrl: 'https://sync.example.com' });
});
afterAll(async () => {
  await stack.stop();
  await rm(root, { recursive: true });
});

test.each([
  ['/', 'text/html; charset=utf-8', 'no-cache'],
  ['/sell/some/screen', 'text/html; charset=utf-8', 'no-cache'],
  ['/sw.js', 'text/javascript; charset=utf-8', 'no-cache'],
  ['/manifest.webmanifest', 'application/manifest+json; charset=utf-8', 'no-cache'],
  ['/assets/app-1234.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
  ['/assets/sqlite-1234.wasm', 'application/wasm', 'public, max-age=31536000, immutable'],
])('%s is served as %s, %s', async (name, type, cache) => {
  const { status, headers } = await ask(stack, 'GET', name);
  expect([status, headers.get('content-type'), headers.get('cache-control')]).toEqual([200, type, cache]);
  const again = await ask(stack, 'GET', name, { headers: { 'If-None-Match': headers.get('etag')! } });
  expect(again.status).toBe(304);
});

test.each([
  '/assets/gone.js',
  '/favicon.ico',
  '/assets/../../flux-outside.txt',
  '/%2e%2e/flux-outside.txt',
  '/..%2fflux-outside.txt',
  '/%00',
  '/%zz',
])('%s is not there', async (name) => {
  // fetch would tidy the path first.
  const status = await new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: stack.port, path: name }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
  expect(status).toBe(404);
});

test('[T112] every answer carries the security headers', async () => {
  for (const name of ['/', '/healthz', '/rest/v1/notes', '/assets/gone.js']) {
    const { headers } = await ask(stack, 'GET', name);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; " +
        "connect-src 'self' https://sync.example.com wss://sync.example.com; img-src 'self' data: blob:; style-src 'self'; " +
        "font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  }
});

test('[T112] answers of the API are never kept', async () => {
  for (const name of [
    '/config.json',
    '/healthz',
    '/rest/v1/no_such',
    '/auth/v1/health',
    '/sync/stream',
    '/write-checkpoint2.json',
  ]) {
    expect((await ask(stack, 'GET', name)).headers.get('cache-control'), name).toBe('no-store');
  }
});

test('config.json tells where everything is, as the visitor reaches it', async () => {
  const { body } = await ask(stack, 'GET', '/config.json');
  expect(body).toEqual({
    supabaseUrl: stack.url,
    supabaseAnonKey: stack.anonKey,
    powersyncUrl: 'https://sync.example.com',
  });
});

test('other origins may ask the API, as on Supabase', async () => {
  const { status, headers } = await ask(stack, 'OPTIONS', '/rest/v1/notes', {
    headers: {
      Origin: 'https://app.example.com',
      'Access-Control-Request-Method': 'GET',
      'Access-Control-Request-Headers': 'apikey',
    },
  });
  expect([status, headers.get('access-control-allow-origin')]).toEqual([204, '*']);
});

test('headers beyond 16 KiB are refused', async () => {
  expect((await ask(stack, 'GET', '/healthz', { headers: { 'X-Long': 'x'.repeat(20_000) } })).status).toBe(
    431,
  );
});
