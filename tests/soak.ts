/** `npm run soak`: the sync suites with their long forms. Arguments go to vitest. */
import { spawn } from 'node:child_process';

const child = spawn('npx', ['vitest', 'run', '--project', 'sync', ...process.argv.slice(2)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, FLUX_SOAK: '1' },
});
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
