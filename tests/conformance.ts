/**
 * `npm run conformance`: the suites that need no stack of their own, against
 * services that run elsewhere (docs/conformance.md). Every shop that they make
 * has ids of its own, and stays: give it a database that may be thrown away.
 */
import { spawn } from 'node:child_process';
import { glob, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { environmentOf, serviceOptions, servicesOf } from '#tests/support/given-stack.ts';

const USAGE = `npm run conformance -- --supabase-url … --powersync-url … --anon-key … --service-key … \\
    --database-uri … --jwt-secret … [--protocol-url … --protocol-database-uri …] [files]

--database-uri           as a role that may write public and auth
--protocol-url           a second PowerSync Service, with tests/sync/protocol/sync-rules.yaml …
--protocol-database-uri  … on a database made with tests/sync/protocol/setup.sql
files                    instead of all suites of sync and gateway; tests/e2e/… drive a browser
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    ...serviceOptions,
    'protocol-url': { type: 'string' },
    'protocol-database-uri': { type: 'string' },
  },
});

function orUsage<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(2);
  }
}

function protocolDatabase(): string {
  const uri = values['protocol-database-uri'];
  if (uri === undefined) throw new Error('--protocol-database-uri is missing.');
  return uri;
}

/** A suite that asks for a stack without options takes any. */
async function suitesForAnyStack(): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('tests/{sync,gateway}/**/*.test.ts'))
    if ((await readFile(file, 'utf8')).includes('startTestStack()')) found.push(file);
  return found.toSorted();
}

const services = orUsage(() => servicesOf(values));
const protocol: Record<string, string> =
  values['protocol-url'] === undefined
    ? {}
    : {
        FLUX_PROTOCOL_BASE_URL: values['protocol-url'],
        FLUX_PROTOCOL_DATABASE_URI: orUsage(protocolDatabase),
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
