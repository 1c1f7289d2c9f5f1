/**
 * Row 6: a device is switched on without a network. From the navigation until
 * the sell screen takes input, beside a page that opens plain SQLite with as
 * many items and reads fifty of them. The browser is started anew each time, and
 * left alone until it has compiled its own windows, which on two cores is more
 * work than either page.
 */
import type { Page } from '@playwright/test';
import type { Profile } from './browser.ts';
import { median, medianRatio, type Row } from './figures.ts';
import type { StackShop } from './stack-shop.ts';

export interface ColdStartOptions {
  /** Where `floor.html` is served; the app's own server is gone by then. */
  readonly floorUrl: string;
  readonly itemCount: number;
  readonly rounds: number;
}

const firstCopyMs = 300_000;
const browserSettlesMs = 2_000;
const appReady = 'input[role=combobox]:not([disabled])';
const floorReady = '#ready:not([disabled])';

export async function coldStartRow(
  profile: Profile,
  shop: StackShop,
  options: ColdStartOptions,
): Promise<Row> {
  const { stack, login } = shop;
  await setUp(profile, shop, options);
  await stack.stop();
  const starts = [
    { url: `${stack.url}/sell`, ready: appReady, spent: [] as number[] },
    { url: `${options.floorUrl}/floor.html`, ready: floorReady, spent: [] as number[] },
  ] as const;
  for (let round = 0; round < options.rounds; round += 1) {
    for (const start of round % 2 === 0 ? starts : starts.toReversed()) {
      start.spent.push(await timeToReady(profile, start.url, start.ready));
    }
  }
  const [ours, floors] = [starts[0].spent, starts[1].spent];
  return {
    title: `cold start offline to 'can sell', ${options.itemCount.toLocaleString('en')} items`,
    unit: 'ms',
    dexie: null,
    flux: median(ours),
    floor: median(floors),
    ratio: medianRatio(ours, floors),
    aim: 1.5,
    isAtMost: true,
  };

  async function setUp(
    device: Profile,
    { stack: at }: StackShop,
    { floorUrl, itemCount }: ColdStartOptions,
  ): Promise<void> {
    await using browser = await device.launch();
    const floor = await browser.newPage(`${floorUrl}/floor.html`);
    await floor.waitForSelector(floorReady);
    await floor.evaluate((count) => window.floor.fill(count), itemCount);
    await floor.close();
    await setUpTill(await browser.newPage(`${at.url}/sell`));
  }

  async function setUpTill(page: Page): Promise<void> {
    await page.getByLabel('E-mail').fill(login.email);
    await page.getByLabel('Password').fill(login.password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Register this device' }).click();
    await page.waitForSelector(appReady, { timeout: firstCopyMs });
    // The rest of the first copy, and the files that a start without a network needs.
    await page
      .getByRole('banner')
      .getByRole('status')
      .filter({ hasText: 'Online' })
      .waitFor({ timeout: firstCopyMs });
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }
}

async function timeToReady(profile: Profile, url: string, ready: string): Promise<number> {
  await using browser = await profile.launch();
  const page = await browser.context.newPage();
  await page.addInitScript((selector) => {
    const look = () => {
      if (document.querySelector(selector)) performance.mark('ready');
      else requestAnimationFrame(look);
    };
    look();
  }, ready);
  await page.waitForTimeout(browserSettlesMs);
  await page.goto(url);
  await page.waitForSelector(ready, { timeout: 60_000 });
  // Awaited here: the browser closes with this function.
  return await page.evaluate(() => performance.getEntriesByName('ready')[0]?.startTime ?? Number.NaN);
}
