/** Reports over a million lines: each beside the same report by hand over plain tables with covering indexes; and a till beside them. */
import type { Page } from '@playwright/test';
import type { Browser } from './browser.ts';
import { median, medianRatio, percentile, type Row } from './figures.ts';
import type { History } from './page/history.ts';
import type { WorkName } from './page/works.ts';

export interface ReportOptions {
  readonly pageUrl: string;
  readonly history: History;
  readonly rounds: number;
  readonly note: (line: string) => void;
}

/** Beyond it, loading IndexedDB takes longer than all else. */
const dexieLines = 200_000;
const fewLines = 1_000;
const acts: readonly (readonly [work: WorkName, title: string, times: number])[] = [
  ['scan', 'barcode to cart line', 200],
  ['stock', 'stock page', 60],
  ['sale', 'post a sale', 60],
];
/** A task that takes longer keeps a tap waiting. */
const taskMs = 50;

export async function reportRows(browser: Browser, options: ReportOptions): Promise<Row[]> {
  const { pageUrl, history, note } = options;
  const page = await browser.newPage(pageUrl);
  await page.evaluate((of) => window.reports.open(of), history);
  await page.evaluate((of) => window.reports.fill(of), { ...history, lines: fewLines });
  const few = await actsOf(page);
  const loaded = await page.evaluate((of) => window.reports.fill(of), history);
  note(
    `Loaded ${history.lines} lines: Flux ${seconds(loaded.flux)} and ${seconds(loaded.sums)} for the sums of its days.`,
  );
  const many = await actsOf(page);
  const hasDexie = history.lines <= dexieLines;
  const plain = await page.evaluate(([of, also]) => window.reports.fillOthers(of, also), [
    history,
    hasDexie,
  ] as const);
  note(`Floor ${seconds(plain)}.`);
  const rows = await workRows(page, options.rounds, hasDexie);
  rows.push(...actRows(few, many, history.lines));
  rows.push(...(await besideRows(page, many)));
  await page.close();
  return rows;
}

async function workRows(page: Page, rounds: number, hasDexie: boolean): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of await page.evaluate(() => window.reports.names())) {
    const spent: Partial<Record<'flux' | 'plain' | 'dexie', number>>[] = [];
    for (let number = 0; number <= rounds; number += 1) {
      const once = await page.evaluate(
        ([work, isFluxFirst, also]) => window.reports.round(work, isFluxFirst, also),
        [name, number % 2 === 0, hasDexie] as const,
      );
      // The first round warms up.
      if (number > 0) spent.push(once);
    }
    const of = (engine: 'flux' | 'plain' | 'dexie') => spent.flatMap((one) => one[engine] ?? []);
    const dexie = of('dexie');
    rows.push({
      title: name,
      unit: 'ms',
      flux: median(of('flux')),
      floor: median(of('plain')),
      dexie: dexie.length > 0 ? median(dexie) : null,
      ratio: medianRatio(of('flux'), of('plain')),
      aim: name.startsWith('dashboard') ? 0.5 : 1.3,
      isAtMost: true,
    });
  }
  return rows;
}

type Acts = Readonly<Partial<Record<WorkName, readonly number[]>>>;

/** What they post is forgotten: reports count what waits. */
async function actsOf(page: Page): Promise<Acts> {
  const found: Partial<Record<WorkName, readonly number[]>> = {};
  for (const [work, , times] of acts) {
    // The first round warms up.
    for (let round = 0; round < 2; round += 1)
      found[work] = await page.evaluate(([of, count]) => window.reports.acts(of, count), [
        work,
        times,
      ] as const);
  }
  await page.evaluate(() => window.reports.forget('sales'));
  return found;
}

/** The floor is the same till with few lines. */
function actRows(few: Acts, many: Acts, lines: number): Row[] {
  return acts.map(([work, title]) => ({
    title: `${title}, ${lines} lines beside ${fewLines}, p50`,
    unit: 'ms',
    flux: median(many[work] ?? []),
    floor: median(few[work] ?? []),
    dexie: null,
    ratio: median(many[work] ?? []) / median(few[work] ?? []),
    aim: 1.2,
    isAtMost: true,
  }));
}

async function besideRows(page: Page, alone: Acts): Promise<Row[]> {
  const tasks = await page.evaluate(() => window.reports.longTasks());
  const during = await page.evaluate(() => window.reports.salesDuringReport(40));
  // The worst there is: nothing is added up.
  await page.evaluate(() => window.reports.forget('sums'));
  const worst = await page.evaluate(() => window.reports.salesDuringReport(40));
  const flux = Math.max(0, ...tasks);
  return [
    ...heldRows("post a sale while a year's report runs over and over", during, alone),
    ...heldRows('the same where no day is added up yet', worst, alone),
    {
      title: `longest of ${tasks.length} main-thread tasks over ${taskMs} ms while reports come`,
      unit: 'ms',
      flux,
      floor: taskMs,
      dexie: null,
      ratio: flux / taskMs,
      aim: 1,
      isAtMost: true,
    },
  ];
}

/** The floor is the same till with nobody at its reports. */
function heldRows(title: string, during: readonly number[], { sale = [] }: Acts): Row[] {
  return (
    [
      [0.5, 'p50'],
      [0.95, 'p95'],
    ] as const
  ).map(([at, word]) => {
    const [flux, floor] = [percentile(during, at), percentile(sale, at)];
    return {
      title: `${title}, ${word}`,
      unit: 'ms',
      flux,
      floor,
      dexie: null,
      ratio: flux / floor,
      aim: 1.2,
      isAtMost: true,
    };
  });
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
