/** `npm run soak`: the suites that have long forms, in them, and `*.soak.test.ts`. Arguments go to vitest. */
import { spawn } from 'node:child_process';

const projects = ['sync', 'database', 'simulation', 'e2e'].flatMap((name) => ['--project', name]);
const seed = String(Math.floor(Math.random() * 2 ** 31));
const child = spawn('npx', ['vitest', 'run', ...projects, ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  // Seeds that CI does not run; a failure prints its own.
  env: { SIM_RUNS: '1000', SIM_SEED: seed, ...process.env, FLUX_SOAK: '1' },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
