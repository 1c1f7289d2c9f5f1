/** What can be held of deploy/ without Docker: that its files agree with each other and with the local gateway. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { securityHeaders } from '#stack/gateway/security-headers.ts';
import { verifyToken } from '#stack/gateway/token.ts';

interface Service {
  readonly image: string;
  readonly environment?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly command?: readonly unknown[];
  readonly entrypoint?: readonly unknown[];
  readonly healthcheck?: { readonly test: readonly unknown[] };
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
}

const read = (file: string) => readFile(path.join('deploy', file), 'utf8');
const composeText = await read('compose.yaml');
const compose = parse(composeText, { merge: true }) as Compose;
const caddyfile = await read('Caddyfile');
const template = await read('.env.example');
const services = Object.entries(compose.services);

const namesIn = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name]) => name!))].toSorted();

test('every variable that is used is in the template, and every one there is used', () => {
  expect(namesIn(composeText, /\$\{(\w+)\}/g)).toEqual(namesIn(template, /^(\w+)=/gm));
  expect(namesIn(caddyfile, /\{\$(\w+)\}/g)).toEqual(
    Object.keys(compose.services['caddy']!.environment!).toSorted(),
  );
});

test('powersync.yaml gets what it asks for, in the service and in its compaction', async () => {
  const wanted = namesIn(await readFile('powersync.yaml', 'utf8'), /!env (\w+)/g);
  for (const name of ['powersync', 'powersync-compact'])
    expect(Object.keys(compose.services[name]!.environment!)).toEqual(expect.arrayContaining(wanted));
});

test('every file that is mounted is there, every volume and service that is named exists', () => {
  for (const [name, { volumes = [], depends_on = [] }] of services) {
    for (const [from = ''] of volumes.map((volume) => volume.split(':'))) {
      if (from.startsWith('.')) expect(existsSync(path.join('deploy', from)), `${name}: ${from}`).toBe(true);
      else expect(Object.keys(compose.volumes)).toContain(from);
    }
    const needed = Array.isArray(depends_on) ? depends_on : Object.keys(depends_on);
    for (const other of needed) expect(Object.keys(compose.services)).toContain(other);
  }
  for (const [, upstream] of caddyfile.matchAll(/reverse_proxy ([\w-]+):\d+/g))
    expect(Object.keys(compose.services)).toContain(upstream);
});

test('what is to be run is words, whatever YAML makes of a colon', () => {
  for (const [name, { command = [], entrypoint = [], healthcheck }] of services)
    for (const word of [...command, ...entrypoint, ...(healthcheck?.test ?? [])])
      expect(word, name).toBeTypeOf('string');
});

test('images have a version; nothing but the gateway is open to other hosts', () => {
  for (const [name, { image, ports = [] }] of services) {
    expect(image, name).toMatch(/:v?\d+\.\d+/);
    if (name !== 'caddy') for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  }
});

test('[T111] [T112] [R12-7] the headers of the Caddyfile are those of the local gateway, and one that TLS alone allows', async () => {
  const sync = 'sync.flux.example';
  const app = new Hono();
  app.use(securityHeaders(`https://${sync}`));
  app.get('/', (c) => c.body(null, 204));
  const expected = Object.fromEntries((await app.request('/')).headers);
  const block = /\(security_headers\) \{\s+header \{([^}]*(?:\{\$\w+\}[^}]*)*)\n\t\}/.exec(caddyfile)![1]!;
  const sent = [...block.matchAll(/^\s+([A-Z][\w-]+) (?:"([^"]*)"|(\S+))$/gm)].map(
    ([, name, quoted, bare]) =>
      [name!.toLowerCase(), (quoted ?? bare)!.replaceAll('{$SYNC_DOMAIN}', sync)] as const,
  );
  const { 'strict-transport-security': transport, ...shared } = Object.fromEntries(sent);
  expect(shared).toEqual(expected);
  expect(transport).toMatch(/^max-age=\d{7,}$/);
  for (const site of ['{$FLUX_DOMAIN}', '{$SYNC_DOMAIN}', 'handle_errors'])
    expect(caddyfile).toContain(
      `${site} {\n${site === 'handle_errors' ? '\t\t' : '\t'}import security_headers`,
    );
});

test('the key script fills the template once, with keys that the secret signs', async () => {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-keys-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const make = async (): Promise<string> => {
    await promisify(execFile)(process.execPath, ['deploy/keys.mjs', dir]);
    return readFile(path.join(dir, '.env'), 'utf8');
  };
  const first = await make();
  expect(namesIn(first, /^(\w+)=.+$/gm)).toEqual(namesIn(template, /^(\w+)=/gm));
  expect((await stat(path.join(dir, '.env'))).mode & 0o777).toBe(0o600);
  const value = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(first)![1]!;
  for (const [name, role] of [
    ['ANON_KEY', 'anon'],
    ['SERVICE_ROLE_KEY', 'service_role'],
  ] as const)
    expect(await verifyToken(value('JWT_SECRET'), value(name))).toMatchObject({
      kind: 'valid',
      claims: { role },
    });
  const secrets = namesIn(template, /^(\w+)=$/gm).map(value);
  expect(new Set(secrets).size).toBe(secrets.length);
  expect(await make()).toBe(first);
});
