/**
 * The Chromium that the browser tests drive: `FLUX_CHROMIUM`, or the one on
 * this machine. Playwright's own download is not used.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

export function findChromium(): string | undefined {
  const named = process.env['FLUX_CHROMIUM'];
  return [...(named ? [named] : []), ...places].find((place) => existsSync(place));
}

/** The path of a Chromium; installs Debian's where there is none and we may. Throws with advice otherwise. */
export function ensureChromium(): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    process.stdout.write('\nNo Chromium on this machine: installing the package chromium.\n');
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { stdio: 'inherit' });
    const installed = findChromium();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need a Chromium and found none. Install one ' +
      '(Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium) ' +
      'or name one: FLUX_CHROMIUM=/path/to/chromium npm test',
  );
}

/** As root Chromium needs --no-sandbox; the rest keeps it from calling home. */
export const chromiumArgs: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
