import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from './build-app.ts';
import { readSettings, type Settings } from './config.ts';
import { openDemoShop } from './demo-shop.ts';
import { isClaimed, readInfo } from './instance.ts';
import { checkLedger } from './ledger-check.ts';
import { logFile } from './log-file.ts';
import { startStack, type Stack } from './stack.ts';

const USAGE = `npm start                    the whole stack: database, back end, sync, app
npm run dev                  the same with the app served from its sources, with hot reload
npm run stack -- start --no-build   with the dist/ that is there
npm run stack -- info        where a running stack is (--json for scripts)
npm run stack -- ledger-check   proves the books; prints what is wrong (--database-uri URI, --location ID)
npm run stack -- reset       throws its data away

FLUX_PORT (5173)  FLUX_DATA_DIR (.flux)  FLUX_POWERSYNC_URL  FLUX_JWT_SECRET`;

async function main([command, ...flags]: readonly string[]): Promise<void> {
  const settings = readSettings(process.env);
  if (command === 'start') return start(settings, !flags.includes('--no-build'));
  if (command === 'dev') return dev(settings);
  if (command === 'info') return info(settings, flags.includes('--json'));
  if (command === 'ledger-check') return ledgerCheck(settings, flags);
  if (command === 'reset') return reset(settings);
  say(USAGE);
  process.exitCode = command === undefined || command === 'help' ? 0 : 2;
  return undefined;
}

async function start(settings: Settings, isBuilt: boolean): Promise<void> {
  const stopped = stopSignal();
  const stack = await startStack({ ...settings, ...logFile(settings.dataDir) });
  try {
    await untilStopped(stopped, prepare(stack, isBuilt));
    await stopped;
  } finally {
    await stack.stop();
  }
  // What a library may have left open must not keep us.
  process.exit(0);
}

async function dev(settings: Settings): Promise<void> {
  const stopped = stopSignal();
  const stack = await startStack({ ...settings, port: 0, ...logFile(settings.dataDir) });
  try {
    // Vite is loaded for this command only.
    const { startDevServer } = await import('./dev-server.ts');
    const server = await startDevServer(settings.port, stack.url);
    const logins = await openDemoShop(stack, () => note('Filling the demo shop …'));
    say(`Flux is ready at ${server.url}`);
    for (const login of logins) say(`  ${login}`);
    await stopped;
    // Together: the streams that Vite hands through end with the stack.
    await Promise.race([server.stop(), stack.stop()]);
  } finally {
    await stack.stop();
  }
  process.exit(0);
}

async function prepare(stack: Stack, isBuilt: boolean): Promise<void> {
  if (isBuilt) await buildApp(logFile(stack.dataDir).log, () => note('Building the app …'));
  const logins = await openDemoShop(stack, () => note('Filling the demo shop …'));
  say(`Flux is ready at ${stack.url}`);
  for (const login of logins) say(`  ${login}`);
}

async function info(settings: Settings, asJson: boolean): Promise<void> {
  const found = await readInfo(settings.dataDir);
  if (!found) throw new Error(`No Flux is running on ${settings.dataDir}. Start one: npm start`);
  if (asJson) say(JSON.stringify(found, null, 2));
  else for (const [name, value] of Object.entries(found)) say(`${name.padEnd(13)} ${value}`);
}

/** Exit code 1 where a law of the books is broken, or where it cannot be asked. */
async function ledgerCheck(settings: Settings, flags: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...flags],
    options: { 'database-uri': { type: 'string' }, location: { type: 'string' } },
  });
  const databaseUri = values['database-uri'] ?? (await readInfo(settings.dataDir))?.databaseUri;
  if (databaseUri === undefined) throw new Error('Which database? No Flux is running here: --database-uri');
  const faults = await checkLedger(databaseUri, values.location);
  for (const { law, location, subject_id: subject, detail } of faults)
    say(`BROKEN ${law} · location ${location} · ${subject} · ${detail}`);
  if (faults.length === 0) say('The books keep every law.');
  else process.exitCode = 1;
}

async function reset({ dataDir }: Settings): Promise<void> {
  if (isClaimed(dataDir)) throw new Error(`A Flux is running on ${dataDir}. Stop it first.`);
  if (!existsSync(dataDir)) return say(`There is nothing in ${dataDir}.`);
  const isOurs = existsSync(path.join(dataDir, 'secrets.json')) || readdirSync(dataDir).length === 0;
  if (!isOurs) throw new Error(`${dataDir} does not look like a data directory of Flux; it is left alone.`);
  await rm(dataDir, { recursive: true });
  return say(`${dataDir} is empty again.`);
}

/** Resolves at the first Ctrl-C, SIGTERM or hang-up; the second ends the process at once (Postgres then stops by itself). */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let isStopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (isStopping) process.exit(130);
        isStopping = true;
        resolve();
      });
    }
  });
}

/** The work, or the signal if that comes first. */
function untilStopped(stopped: Promise<void>, work: Promise<void>): Promise<void> {
  return Promise.race([stopped, work]);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress; stdout is for the line that scripts wait for. */
function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
