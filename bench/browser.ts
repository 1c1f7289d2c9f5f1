/** Chromium on a profile on the disk, where durable writes are real writes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '#tests/support/chromium.ts';

export interface Browser extends AsyncDisposable {
  readonly context: BrowserContext;
  newPage(url: string): Promise<Page>;
}

export interface Profile extends AsyncDisposable {
  /** May be launched again after it is closed: the same device after a night. */
  launch(): Promise<Browser>;
}

export async function newProfile(): Promise<Profile> {
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-bench-profile-'));
  return {
    launch: () => launch(dir),
    [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function launch(dir: string): Promise<Browser> {
  const context = await chromium.launchPersistentContext(dir, {
    executablePath: ensureChromium({ isWhole: true }),
    args: [...chromiumArgs],
    headless: true,
  });
  return {
    context,
    async newPage(url) {
      const page = await context.newPage();
      page.on('pageerror', (error) => process.stderr.write(`page: ${error.message}\n`));
      await page.goto(url);
      return page;
    },
    [Symbol.asyncDispose]: () => context.close(),
  };
}
