/** Rows 1 to 4: the acts of a till, the three engines side by side in one page, in many short rounds. */
import type { Browser } from './browser.ts';
import type { WorkName } from './page/works.ts';
import { medianRatio, percentile, type Row } from './figures.ts';

export interface EverydayOptions {
  readonly pageUrl: string;
  readonly itemCount: number;
  readonly rounds: number;
}

interface Plan {
  readonly work: WorkName;
  readonly times: number;
  readonly rows: readonly { readonly title: string; readonly at: number; readonly aim: number }[];
}

/** The sale comes last: it adds moves, and stock is measured with 1,000. */
const plans: readonly Plan[] = [
  { work: 'scan', times: 40, rows: [{ title: 'barcode to cart line, p50', at: 0.5, aim: 1 }] },
  { work: 'search', times: 6, rows: [{ title: 'name contains, 20 hits, p50', at: 0.5, aim: 0.5 }] },
  {
    work: 'stock',
    times: 15,
    rows: [{ title: 'stock page, 50 rows by name, 1,000 pending moves, p50', at: 0.5, aim: 1 }],
  },
  {
    work: 'sale',
    times: 30,
    rows: [
      { title: 'post a sale, p50', at: 0.5, aim: 1 },
      { title: 'post a sale, p99', at: 0.99, aim: 1 },
    ],
  },
];

export async function everydayRows(browser: Browser, options: EverydayOptions): Promise<Row[]> {
  const page = await browser.newPage(options.pageUrl);
  await page.evaluate((itemCount) => window.bench.prepare(itemCount), options.itemCount);
  const rows: Row[] = [];
  for (const plan of plans) {
    const rounds: Record<string, number[]>[] = [];
    for (let number = 0; number <= options.rounds; number += 1) {
      const round = { work: plan.work, times: plan.times, number };
      const spent = await page.evaluate((of) => window.bench.round(of), round);
      // The first round warms up: statements are prepared, pages cached, code compiled.
      if (number > 0) rounds.push(spent);
    }
    rows.push(...plan.rows.map((row) => rowOf(row, rounds)));
  }
  rows.push(paintRow(await page.evaluate((times) => window.bench.commitToPaint(times), options.rounds * 10)));
  await page.close();
  return rows;
}

/** The bound is a frame of a 60 Hz screen, not an engine. */
function paintRow(spent: readonly number[]): Row {
  const floor = 1000 / 60;
  const flux = percentile(spent, 0.5);
  return {
    title: 'commit to painted list, p50',
    unit: 'ms',
    flux,
    floor,
    dexie: null,
    ratio: flux / floor,
    aim: 1,
    isAtMost: true,
  };
}

/**
 * p50: the median over rounds of the ratio within each round, since the machine
 * changes from round to round. p99 needs them all: no round has a hundred.
 */
function rowOf({ title, at, aim }: Plan['rows'][number], rounds: readonly Record<string, number[]>[]): Row {
  const all = (name: string) => rounds.flatMap((round) => round[name] ?? []);
  const each = (name: string) => rounds.map((round) => percentile(round[name] ?? [], 0.5));
  const flux = percentile(all('flux'), at);
  const floor = percentile(all('plain'), at);
  const ratio = at === 0.5 ? medianRatio(each('flux'), each('plain')) : flux / floor;
  return { title, unit: 'ms', flux, floor, dexie: percentile(all('dexie'), at), ratio, aim, isAtMost: true };
}
