/** Debian's Firefox, by WebDriver BiDi, with a profile that outlasts it. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { installPackage } from './debian-package.ts';
import { keyMs, type Pilot } from './pilot.ts';

const executablePath = process.env['FLUX_FIREFOX'] ?? '/usr/bin/firefox-esr';

export async function startFirefox(): Promise<Pilot> {
  if (!existsSync(executablePath)) installPackage('firefox-esr');
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'flux-firefox-'));
  let browser: Browser;
  let page: Page;
  const open = async () => {
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      userDataDir,
      // To emulate a screen needs commands that this Firefox does not have.
      defaultViewport: null,
      args: ['--width=1366', '--height=900'],
    });
    page = await browser.newPage();
  };
  await open();
  // By a function's own text: the page forbids eval, and what Puppeteer brings along needs it.
  const call = (body: string, args: readonly string[]) =>
    `(function () {${body}})(...${JSON.stringify(args)})`;
  return {
    name: 'Firefox',
    goto: async (url) => void (await page.goto(url)),
    run: (body, ...args) => page.evaluate(call(body, args)) as never,
    async click(body, ...args) {
      const handle = (await page.evaluateHandle(call(body, args))) as ElementHandle<HTMLElement>;
      const box = await handle.boundingBox();
      if (!box) throw new Error('What is to be clicked is not on the screen.');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    },
    type: (text) => page.keyboard.type(text, { delay: keyMs }),
    press: (key) => page.keyboard.press(key),
    screenshot: async () => Buffer.from(await page.screenshot()),
    async reopen() {
      await browser.close();
      await open();
    },
    async close() {
      await browser.close();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
}
