/**
 * `npm test`: every check and every suite, whatever fails, then one line
 * `N passed, N failed`. A skipped test counts as failed: nothing is left out
 * in silence. Arguments go to vitest (`npm test -- tests/database`), and then
 * only it runs.
 *
 * What waits for real browsers and networks can be starved of time by its
 * neighbours. A few such files that fail are run again, alone; what then passes
 * counts as passed and is named with what it said, for somebody to mend.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureChromium } from '#tests/support/chromium.ts';

interface Counts {
  passed: number;
  failed: number;
  /** Every failure by name, with the first lines of what it said: who reads only the end reads these. */
  failures: string[];
  /** Passed only when they were alone. */
  starved: string[];
}

/** What of vitest's JSON report is read. */
interface Report {
  numPassedTests: number;
  numTotalTests: number;
  testResults: {
    name: string;
    message: string;
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
  }[];
}

const FAILURE_LINES = 6;
/** Of real time. Elsewhere a second try would only hide that the first had failed. */
const TIMED = ['tests/e2e/', 'tests/sync/', 'tests/gateway/'];
/** More than these is a change that broke something. */
const MOST_STARVED = 3;

function failuresOf(report: Report): string[] {
  const said = (text: string): string => text.split('\n').slice(0, FAILURE_LINES).join('\n    ');
  return report.testResults.flatMap(({ name, message, assertionResults }) => {
    const file = path.relative('.', name);
    const tests = assertionResults
      .filter(({ status }) => status !== 'passed')
      .map(
        ({ status, fullName, failureMessages }) =>
          `${file}: ${fullName} (${status})\n    ${said(failureMessages.join('\n'))}`,
      );
    return message === '' ? tests : [...tests, `${file}\n    ${said(message)}`];
  });
}

async function run(
  command: string,
  args: readonly string[],
  onOutput?: (text: string) => void,
): Promise<boolean> {
  const child = spawn(command, args, {
    stdio: onOutput ? 'pipe' : 'inherit',
    shell: process.platform === 'win32',
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', onOutput ?? (() => {}));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  return code === 0;
}

/** What runs beside something else says all that it has to say at its end. */
async function runAside(name: string, args: readonly string[], command = 'npx'): Promise<boolean> {
  let said = '';
  const ok = await run(command, args, (text) => {
    said += text;
  });
  process.stdout.write(`\n── ${name}\n${said}${ok ? '' : `${name}: failed\n`}`);
  return ok;
}

async function check(name: string, args: readonly string[], counts: Counts, command = 'npx'): Promise<void> {
  if (await runAside(name, args, command)) counts.passed += 1;
  else {
    counts.failed += 1;
    counts.failures.push(name);
  }
}

/** Of one run of vitest; null where it gave no report. `ok` is its own verdict: a suite may break before its tests. */
async function reportOf(
  args: readonly string[],
  name?: string,
): Promise<{ ok: boolean; report: Report } | null> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-tests-'));
  const file = path.join(dir, 'report.json');
  try {
    const command = [
      'vitest',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${file}`,
    ];
    const ok = name === undefined ? await run('npx', command) : await runAside(name, command);
    return { ok, report: JSON.parse(await readFile(file, 'utf8')) as Report };
  } catch (error) {
    process.stdout.write(`The suites gave no report: ${String(error)}\n`);
    return null;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

function filesWith(report: Report, isWanted: (result: Report['testResults'][number]) => boolean): string[] {
  return report.testResults.filter(isWanted).map(({ name }) => path.relative('.', name));
}

const hasFailed = ({ message, assertionResults }: Report['testResults'][number]): boolean =>
  message !== '' || assertionResults.some(({ status }) => status !== 'passed');

/** One run of vitest; with a name it runs beside another. What failed and may have been starved is left to `again`. */
async function suites(
  args: readonly string[],
  counts: Counts,
  again: Report[],
  name?: string,
): Promise<void> {
  const result = await reportOf(args, name);
  if (!result) {
    counts.failed += 1;
    return;
  }
  const { ok, report } = result;
  const failed = filesWith(report, hasFailed);
  const isStarved =
    failed.length > 0 &&
    failed.length <= MOST_STARVED &&
    failed.every((file) => TIMED.some((folder) => file.startsWith(folder)));
  if (isStarved) {
    again.push({ ...report, testResults: report.testResults.filter(hasFailed) });
    counts.passed += passedIn(report.testResults.filter((one) => !hasFailed(one)));
    return;
  }
  count(report, ok, counts);
}

const passedIn = (results: Report['testResults']): number =>
  results.flatMap(({ assertionResults }) => assertionResults).filter(({ status }) => status === 'passed')
    .length;

function count(report: Report, ok: boolean, counts: Counts): void {
  const failed = report.numTotalTests - report.numPassedTests;
  counts.passed += report.numPassedTests;
  // A suite that broke before its tests counts too.
  counts.failed += ok ? failed : Math.max(failed, 1);
  counts.failures.push(...failuresOf(report));
}

/** Whole files, one after the other: their tests follow from each other. */
async function runAlone(first: Report, counts: Counts): Promise<void> {
  const files = filesWith(first, () => true);
  const second = await reportOf([...files, '--no-file-parallelism']);
  if (second) count(second.report, second.ok, counts);
  else counts.failed += 1;
  if (second?.ok === true && !second.report.testResults.some(hasFailed))
    counts.starved.push(...failuresOf(first));
}

const counts: Counts = { passed: 0, failed: 0, failures: [], starved: [] };
const again: Report[] = [];
const args = process.argv.slice(2);
if (args.length === 0) {
  await Promise.all([
    check('types', ['tsc', '--noEmit', '-p', '.'], counts),
    check('lint', ['oxlint', '--deny-warnings'], counts),
    check('format', ['oxfmt', '--check', '.'], counts),
    check('dead code', ['knip'], counts),
    check('build', ['vite', 'build', '--logLevel', 'warn'], counts),
    check('known faults', ['tests/audit.ts'], counts, process.execPath),
  ]);
}
try {
  ensureChromium();
  ensureChromium({ isWhole: true });
} catch (error) {
  process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  counts.failed += 1;
}
if (args.length > 0) {
  const result = await reportOf(args);
  if (result) count(result.report, result.ok, counts);
  else counts.failed += 1;
} else {
  // Browsers and histories keep both cores busy. What waits for a network leaves
  // room for a third file, and for the database's, which come one after the other.
  await suites(['--project', 'e2e', '--project', 'simulation'], counts, again);
  await Promise.all([
    suites(['--project', 'database'], counts, again, 'database'),
    suites(['--project', 'sync', '--project', 'gateway', '--project', 'unit'], counts, again),
  ]);
  for (const report of again) await runAlone(report, counts);
}
for (const failure of counts.starved) process.stdout.write(`\npassed only alone: ${failure}\n`);
for (const failure of counts.failures) process.stdout.write(`\nfailed: ${failure}\n`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
