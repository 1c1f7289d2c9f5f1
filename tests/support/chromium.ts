/**
 * The Chromium that the browser tests drive: `FLUX_CHROMIUM`, or one on this
 * machine. Playwright's own download is not used.
 *
 * Every change is tested in Debian's headless shell where there is one: the
 * same engine, storage and workers without the windows around them, at half
 * the processor time. The soak and the figures of `bench` take the whole
 * browser, as people have it.
 */
import { existsSync } from 'node:fs';
import { installPackage } from './debian-package.ts';

const shell = '/usr/lib/chromium/chromium-headless-shell';

const whole = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** The path of a Chromium; installs Debian's where there is none and we may. Throws with advice otherwise. */
export function ensureChromium({ isWhole = process.env['FLUX_SOAK'] === '1' } = {}): string {
  const named = process.env['FLUX_CHROMIUM'];
  if (named) return named;
  const wanted = isWhole ? whole : [shell];
  const found = wanted.find(existsSync) ?? install(wanted, isWhole) ?? whole.find(existsSync);
  if (found) return found;
  throw new Error(
    'The browser tests need a Chromium and found none. Install one ' +
      '(Debian, Ubuntu: sudo apt-get install chromium; macOS: brew install --cask chromium) ' +
      'or name one: FLUX_CHROMIUM=/path/to/chromium npm test',
  );
}

/** A test needs no new browser where an old one is there, so a mirror that does not answer is no failure yet. */
function install(wanted: readonly string[], isWhole: boolean): string | undefined {
  installPackage(isWhole ? 'chromium' : 'chromium-headless-shell');
  return wanted.find(existsSync);
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
