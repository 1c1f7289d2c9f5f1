/** Reports over years of sales, on the same rows in one page: Flux, plain SQLite, and Dexie. And the acts of a till beside them. */
import { sumSoldDays } from '#commands/sum-sold-days.ts';
import { addDays } from '#domain/business-date.ts';
import { salesBy } from '#queries/reports/sales-by.ts';
import { dexieReports } from './dexie-reports.ts';
import { fluxEngine } from './flux-engine.ts';
import { historySteps, type History } from './history.ts';
import { loadSteps, type LoadStep } from './load-sql.ts';
import { workerAsk } from './plain-engine.ts';
import { randomFrom } from './random.ts';
import { makeReportShop } from './report-shop.ts';
import { answerOf, floorIndexes, reportWorks, type ReportWork } from './report-works.ts';
import type { Shop } from './shop.ts';
import { stockFloorIndexes, stockWorks } from './stock-works.ts';
import { measure, readySale, type WorkName } from './works.ts';

/** Of the load, so that no transaction's journal grows without bound. */
const stepsAtOnce = 40;

const ask = workerAsk();
const flux = fluxEngine();
const dexie = dexieReports();
let shop: Shop | undefined;
let works: readonly ReportWork[] = [];
let end = '';

export const reports = {
  /** Opens Flux with the masters alone. */
  async open(history: History): Promise<void> {
    shop = makeReportShop(history);
    end = history.until;
    works = [
      ...reportWorks(history.until, history.days),
      ...stockWorks(history.until, shop.items[0]?.id ?? ''),
    ];
    await flux.open();
    await flux.load(shop);
  },

  /** Adds sales to Flux, and sums of the days that are over; answers the milliseconds of both. */
  async fill(history: History): Promise<Record<'flux' | 'sums', number>> {
    const { db } = flux.till();
    const filled = await timed(async () => {
      for (const some of pieces(historySteps(history, known().items))) {
        await db.power.writeTransaction(async (tx) => {
          for (const { sql, json } of some) await tx.execute(sql, [json]);
        });
      }
    });
    const sums = await timed(() =>
      sumSoldDays(db, {
        before: history.until,
        timeZone: 'UTC',
        pause: () => Promise.resolve(),
        isStopped: () => false,
      }),
    );
    return { flux: filled, sums };
  },

  /** The same rows for plain SQLite, and for Dexie where it is asked for. */
  async fillOthers(history: History, hasDexie: boolean): Promise<number> {
    await ask({ kind: 'open' });
    const plain = await timed(async () => {
      for (const some of pieces(loadSteps(known()), historySteps(history, known().items)))
        await ask({ kind: 'load', steps: some });
      for (const sql of [...floorIndexes, ...stockFloorIndexes]) await ask({ kind: 'run', sql, bind: [] });
    });
    if (hasDexie)
      for (const { sql, json } of historySteps(history, known().items)) await dexie.add(sql, json);
    return plain;
  },

  names: () => works.map(({ name }) => name),

  /** Milliseconds of one run on each engine; all must answer alike. */
  async round(
    name: string,
    isFluxFirst: boolean,
    hasDexie: boolean,
  ): Promise<Partial<Record<'flux' | 'plain' | 'dexie', number>>> {
    const work = works.find((one) => one.name === name);
    if (!work) throw new Error('open() comes first.');
    const { read } = flux.till().db;
    const said: Record<string, string> = {};
    const run: Record<'flux' | 'plain' | 'dexie', (() => Promise<void>) | undefined> = {
      flux: async () => void (said['flux'] = JSON.stringify(await work.flux(read))),
      plain: async () => {
        const rows = (await ask({ kind: 'rows', sql: work.floor, bind: work.bind })) as readonly unknown[];
        said['plain'] = JSON.stringify(answerOf(work, rows));
      },
      dexie: hasDexie ? dexie.runOf(work, (answer) => (said['dexie'] = JSON.stringify(answer))) : undefined,
    };
    const spent: Partial<Record<'flux' | 'plain' | 'dexie', number>> = {};
    for (const engine of isFluxFirst
      ? (['flux', 'plain', 'dexie'] as const)
      : (['dexie', 'plain', 'flux'] as const)) {
      const act = run[engine];
      if (act) spent[engine] = await timed(act);
    }
    for (const [engine, text] of Object.entries(said)) {
      if (text !== said['plain'])
        throw new Error(`${name}, ${engine}: ${text.slice(0, 300)} is not ${said['plain']?.slice(0, 300)}`);
    }
    return spent;
  },

  /** Milliseconds of each of so many acts of the till, with what is here now. */
  async acts(work: WorkName, times: number): Promise<readonly number[]> {
    const spent = await measure(work, [flux], known(), { times, seed: times });
    return spent[flux.name] ?? [];
  },

  /** Milliseconds of sales that are posted while a year's report runs over and over. */
  async salesDuringReport(times: number): Promise<readonly number[]> {
    const { read } = flux.till().db;
    let isOver = false;
    const report = (async () => {
      while (!isOver) await salesBy(read, yearByItem()).execute();
    })();
    const random = randomFrom(times);
    const spent: number[] = [];
    for (let number = 0; number < times; number += 1) {
      const ready = readySale(random, known());
      await flux.saveDraft(ready);
      spent.push(await timed(async () => void (await flux.postSale(ready))));
    }
    isOver = true;
    await report;
    return spent;
  },

  /** Main-thread tasks of more than 50 ms, in milliseconds, while the dashboard and a year's reports come. */
  async longTasks(): Promise<readonly number[]> {
    const { read } = flux.till().db;
    const found: number[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) found.push(duration);
    });
    observer.observe({ type: 'longtask' });
    const period = { from: addDays(end, -13), to: end };
    await salesBy(read, { period, by: 'day', offsets: [] }).execute();
    await salesBy(read, yearByItem()).execute();
    for (const work of works) if (work.name.endsWith(', a year')) await work.flux(read);
    // The observer tells of a task after it has ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    observer.disconnect();
    return found;
  },

  /** Forgets what acts have posted, so that reports say the same of both engines; and the sums, where told. */
  async forget(what: 'sales' | 'sums'): Promise<void> {
    const { power } = flux.till().db;
    await power.writeTransaction(async (tx) => {
      if (what === 'sums') return void (await tx.execute('delete from summed_days'));
      for (const table of ['pending_moves', 'outbox']) await tx.execute(`delete from ${table}`);
    });
  },
};

const yearByItem = () =>
  ({
    period: { from: addDays(end, -364), to: end },
    by: 'item',
    offsets: [{ from: '2000-01-01T00:00:00.000Z', offset_minutes: 0 }],
  }) as const;

function known(): Shop {
  if (!shop) throw new Error('open() comes first.');
  return shop;
}

function* pieces(...all: readonly Iterable<LoadStep>[]): Generator<LoadStep[]> {
  let piece: LoadStep[] = [];
  for (const steps of all) {
    for (const step of steps) {
      piece.push(step);
      if (piece.length < stepsAtOnce) continue;
      yield piece;
      piece = [];
    }
  }
  if (piece.length > 0) yield piece;
}

async function timed(act: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await act();
  return performance.now() - start;
}

declare global {
  interface Window {
    reports: typeof reports;
  }
}
window.reports = reports;
