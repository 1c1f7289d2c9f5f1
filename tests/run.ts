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
}

async function run(command: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(command, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  return code === 0;
}

async function check(name: string, args: readonly string[], counts: Counts): Promise<void> {
  process.stdout.write(`\n── ${name}\n`);
  const ok = await run('npx', args);
  counts[ok ? 'passed' : 'failed'] += 1;
  if (!ok) process.stdout.write(`${name}: failed\n`);
}

/** One run of vitest. */
async function suites(args: readonly string[], counts: Counts): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-tests-'));
  const report = path.join(dir, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
    const ok = await run('npx', ['vitest', 'run', ...args, ...reporters]);
    const results = JSON.parse(await readFile(report, 'utf8')) as {
      numPassedTests: number;
      numTotalTests: number;
    };
    const failed = results.numTotalTests - results.numPassedTests;
    counts.passed += results.numPassedTests;
    // A suite that broke before its tests counts too.
    counts.failed += ok ? failed : Math.max(failed, 1);
  } catch (error) {
    process.stdout.write(`The suites gave no report: ${String(error)}\n`);
    counts.failed += 1;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

const counts: Counts = { passed: 0, failed: 0 };
const args = process.argv.slice(2);
if (args.length === 0) {
  await check('types', ['tsc', '--noEmit', '-p', '.'], counts);
  await check('lint', ['oxlint', '--deny-warnings'], counts);
  await check('format', ['oxfmt', '--check', '.'], counts);
  await check('dead code', ['knip'], counts);
  await check('build', ['vite', 'build', '--logLevel', 'warn'], counts);
}
try {
  ensureChromium();
  ensureChromium({ isWhole: true });
} catch (error) {
  process.stdout.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  counts.failed += 1;
}
await suites(args, counts);
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
