/**
 * Devices for the browser tests: real Chromium, one profile on disk each. A
 * device can be killed as a power cut would (SIGKILL to the whole process
 * group, nothing is flushed or closed) and started again on the same disk.
 *
 * The network is cut at the proxy, since a page's offline switch does not
 * reach the shared worker that syncs.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '#tests/support/chromium.ts';

export interface DeviceOptions {
  readonly width?: number;
  readonly height?: number;
  readonly hasTouch?: boolean;
  /** Not the headless shell: for what only a whole browser has. */
  readonly isWhole?: boolean;
}

export interface Device {
  readonly context: BrowserContext;
  /** The first tab. */
  readonly page: Page;
  /** What no flow may cause: uncaught errors, violations of the content security policy. */
  readonly problems: readonly string[];
  newTab(): Promise<Page>;
  /** Power off. */
  kill(): Promise<void>;
  /** The browser is closed as a person does it, and all that it holds back is written. */
  quit(): Promise<void>;
  /** Again on the same disk, after `kill()` or `quit()`; nothing is loaded yet. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startDevice(origin: string, options: DeviceOptions = {}): Promise<Device> {
  const profile = await mkdtemp(path.join(tmpdir(), 'flux-device-'));
  const problems: string[] = [];
  let context = await launch(profile, origin, options, problems);
  let pid = await pidOf(context);
  return {
    get context() {
      return context;
    },
    get page() {
      return firstPage(context);
    },
    problems,
    newTab: () => context.newPage(),
    kill: () => kill(pid, context),
    quit: () => context.close(),
    async restart() {
      context = await launch(profile, origin, options, problems);
      pid = await pidOf(context);
    },
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function firstPage(context: BrowserContext): Page {
  const [page] = context.pages();
  if (!page) throw new Error('The device has no tab.');
  return page;
}

async function launch(
  profile: string,
  origin: string,
  { width = 1366, height = 800, hasTouch = false, isWhole }: DeviceOptions,
  problems: string[],
): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium({ isWhole }),
    args: [...chromiumArgs],
    baseURL: origin,
    viewport: { width, height },
    hasTouch,
    // Half of what a browser without a graphics card does is to draw what moves.
    reducedMotion: 'reduce',
    locale: 'en-IE',
    timezoneId: 'Europe/Dublin',
    handleSIGINT: false,
  });
  context.setDefaultTimeout(15_000);
  context.on('weberror', (error) => {
    problems.push(`uncaught: ${error.error().stack ?? String(error.error())}`);
  });
  context.on('console', (message) => {
    if (/content security policy/i.test(message.text())) problems.push(`CSP: ${message.text()}`);
  });
  return context;
}

/** Asked while it is well: a browser that hangs does not answer when it is to be killed. */
async function pidOf(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const info = await session?.send('SystemInfo.getProcessInfo');
  await session?.detach();
  const pid = info?.processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('Chromium does not tell its process.');
  return pid;
}

async function kill(pid: number, context: BrowserContext): Promise<void> {
  const closed = new Promise((resolve) => context.once('close', resolve));
  // Playwright starts Chromium as the leader of a group; all of it goes at once.
  process.kill(-pid, 'SIGKILL');
  await closed;
  while (isAlive(pid)) await sleep(20);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
