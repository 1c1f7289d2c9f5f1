/** Reports over a million lines: each beside the same report by hand over plain tables with covering indexes. */
import type { Browser } from './browser.ts';
import { median, medianRatio, type Row } from './figures.ts';
import type { History } from './page/history.ts';

export interface ReportOptions {
  readonly pageUrl: string;
  readonly history: History;
  readonly rounds: number;
  readonly note: (line: string) => void;
}

export async function reportRows(browser: Browser, options: ReportOptions): Promise<Row[]> {
  const { pageUrl, history, rounds, note } = options;
  const page = await browser.newPage(pageUrl);
  const loaded = await page.evaluate((of) => window.reports.prepare(of), history);
  note(
    `Loaded ${history.lines} lines: Flux ${seconds(loaded.flux)} and ${seconds(loaded.sums)} for the sums of its days, floor ${seconds(loaded.plain)}.`,
  );
  const rows: Row[] = [];
  for (const name of await page.evaluate(() => window.reports.names())) {
    const spent: Record<'flux' | 'plain', number>[] = [];
    for (let number = 0; number <= rounds; number += 1) {
      const once = await page.evaluate(([work, isFluxFirst]) => window.reports.round(work, isFluxFirst), [
        name,
        number % 2 === 0,
      ] as const);
      // The first round warms up.
      if (number > 0) spent.push(once);
    }
    const flux = spent.map((one) => one.flux);
    const floor = spent.map((one) => one.plain);
    const aim = name.startsWith('dashboard') ? 0.5 : 1.3;
    rows.push({
      title: name,
      unit: 'ms',
      flux: median(flux),
      floor: median(floor),
      dexie: null,
      ratio: medianRatio(flux, floor),
      aim,
      isAtMost: true,
    });
  }
  await page.close();
  return rows;
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(0)} s`;
