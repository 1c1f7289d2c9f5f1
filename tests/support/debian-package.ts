import { execFileSync } from 'node:child_process';

/** Installs a package of Debian where we may; whether it worked is seen by what is there afterwards. */
export function installPackage(name: string): void {
  if (process.getuid?.() !== 0) return;
  process.stdout.write(`\nInstalling the package ${name}.\n`);
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', name], { stdio: 'inherit' });
  } catch (error) {
    process.stdout.write(`${String(error)}\n`);
  }
}
