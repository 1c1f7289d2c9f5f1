/**
 * `npm test`: every check and every suite, whatever fails, then one line
 * `N passed, N failed`. A skipped test counts as failed: nothing is left out
 * in silence. Arguments go to vitest (`npm test -- tests/database`), and then
 * only it runs.
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

/** One run of vitest; with a name it runs beside another. */
async function suites(args: readonly string[], counts: Counts, name?: string): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-tests-'));
  const report = path.join(dir, 'report.json');
  try {
    const command = [
      'vitest',
      'run',
      ...args,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ];
    const ok = name === undefined ? await run('npx', command) : await runAside(name, command);
    const results = JSON.parse(await readFile(report, 'utf8')) as Report;
    const failed = results.numTotalTests - results.numPassedTests;
    counts.passed += results.numPassedTests;
    // A suite that broke before its tests counts too.
    counts.failed += ok ? failed : Math.max(failed, 1);
    counts.failures.push(...failuresOf(results));
  } catch (error) {
    process.stdout.write(`The suites gave no report: ${String(error)}\n`);
    counts.failed += 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const counts: Counts = { passed: 0, failed: 0, failures: [] };
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
if (args.length > 0) await suites(args, counts);
else {
  // Browsers and histories keep both cores busy. What waits for a network leaves
  // room for a third file, and for the database's, which come one after the other.
  await suites(['--project', 'e2e', '--project', 'simulation'], counts);
  await Promise.all([
    suites(['--project', 'database'], counts, 'database'),
    suites(['--project', 'sync', '--project', 'gateway', '--project', 'unit'], counts),
  ]);
}
for (const failure of counts.failures) process.stdout.write(`\nfailed: ${failure}\n`);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
