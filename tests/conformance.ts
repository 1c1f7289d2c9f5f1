/**
 * `npm run conformance`: the suites that need no stack of their own, against
 * services that run elsewhere (docs/conformance.md). Every shop that they make
 * has ids of its own, and stays: give it a database that may be thrown away.
 */
import { spawn } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { environmentOf } from '#tests/support/given-stack.ts';

const USAGE = `npm run conformance -- --supabase-url … --powersync-url … --anon-key … --service-key … \\
    --database-uri … --jwt-secret … [--protocol-url … --protocol-database-uri …] [files]

--database-uri           as a role that may write public and auth
--protocol-url           a second PowerSync Service, with tests/sync/protocol/sync-rules.yaml …
--protocol-database-uri  … on a database made with tests/sync/protocol/setup.sql
files                    instead of all suites of sync and gateway; tests/e2e/… drive a browser
`;

const text = { type: 'string' } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'supabase-url': text,
    'powersync-url': text,
    'anon-key': text,
    'service-key': text,
    'database-uri': text,
    'jwt-secret': text,
    'protocol-url': text,
    'protocol-database-uri': text,
  },
});

function needed(name: keyof typeof values): string {
  const value = values[name];
  if (value !== undefined) return value;
  process.stderr.write(`--${name} is missing.\n\n${USAGE}`);
  process.exit(2);
}

/** A suite that asks for a stack without options takes any. */
async function suitesForAnyStack(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('tests/{sync,gateway}/**/*.test.ts'))
    if ((await readFile(file, 'utf8')).includes('startTestStack()')) found.push(file);
  return found.toSorted();
}

const services = {
  supabaseUrl: needed('supabase-url'),
  powersyncUrl: needed('powersync-url'),
  anonKey: needed('anon-key'),
  serviceKey: needed('service-key'),
  databaseUri: needed('database-uri'),
  jwtSecret: needed('jwt-secret'),
};
const protocol: Record<string, string> =
  values['protocol-url'] === undefined
    ? {}
    : {
        FLUX_PROTOCOL_BASE_URL: values['protocol-url'],
        FLUX_PROTOCOL_DATABASE_URI: needed('protocol-database-uri'),
        FLUX_PROTOCOL_JWT_SECRET: services.jwtSecret,
      };
const ofProtocol = values['protocol-url'] === undefined ? [] : ['tests/sync/sync-server.protocol.test.ts'];
const files = positionals.length > 0 ? positionals : [...ofProtocol, ...(await suitesForAnyStack())];
const child = spawn('npx', ['vitest', 'run', ...files], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, ...environmentOf(services), ...protocol },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
