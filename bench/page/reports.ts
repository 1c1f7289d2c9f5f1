/** Reports over years of sales: Flux and plain SQLite in one page, on the same rows. */
import { sumSoldDays } from '#commands/sum-sold-days.ts';
import { openDatabase } from '#db/open-database.ts';
import { prepareDatabase } from '#db/prepare-database.ts';
import { localDatabase, type LocalDatabase } from '#db/local-database.ts';
import { historySteps, type History } from './history.ts';
import { loadSteps, type LoadStep } from './load-sql.ts';
import { workerAsk } from './plain-engine.ts';
import { answerOf, floorIndexes, reportWorks, type FloorRow, type ReportWork } from './report-works.ts';
import { makeShop } from './shop.ts';

const itemCount = 5_000;
/** Of the load, so that no transaction's journal grows without bound. */
const stepsAtOnce = 40;

const ask = workerAsk();
let db: LocalDatabase | undefined;
let works: readonly ReportWork[] = [];

export const reports = {
  /** Opens both with the same rows; answers the milliseconds that loading took, and adding up the days that are over. */
  async prepare(history: History): Promise<Record<'flux' | 'sums' | 'plain', number>> {
    works = reportWorks(history.until, history.days);
    const { items, tables } = makeShop(itemCount);
    const masters = { items: tables['items'] ?? [], location_settings: tables['location_settings'] ?? [] };
    const steps = () => [...loadSteps({ tables: masters })];
    const power = await openDatabase('flux-bench-reports.db', localStorage);
    await prepareDatabase(power);
    db = localDatabase(power);
    const flux = await timed(async () => {
      for (const some of pieces(steps(), historySteps(history, items))) {
        await power.writeTransaction(async (tx) => {
          for (const { sql, json } of some) await tx.execute(sql, [json]);
        });
      }
    });
    const sums = await timed(() =>
      sumSoldDays(localDatabase(power), {
        before: history.until,
        timeZone: 'UTC',
        pause: () => Promise.resolve(),
        isStopped: () => false,
      }),
    );
    await ask({ kind: 'open' });
    const plain = await timed(async () => {
      for (const some of pieces(steps(), historySteps(history, items)))
        await ask({ kind: 'load', steps: some });
      for (const sql of floorIndexes) await ask({ kind: 'run', sql, bind: [] });
    });
    return { flux, sums, plain };
  },

  names: () => works.map(({ name }) => name),

  /** Milliseconds of one run on each engine; both must answer alike. */
  async round(name: string, isFluxFirst: boolean): Promise<Record<'flux' | 'plain', number>> {
    const work = works.find((one) => one.name === name);
    if (!work || !db) throw new Error('prepare() comes first.');
    const { read } = db;
    let told = '';
    let said = '';
    const runFlux = () => timed(async () => void (told = JSON.stringify(await work.flux(read))));
    const runPlain = () =>
      timed(async () => {
        const bind = [work.period.from, work.period.to];
        const rows = (await ask({ kind: 'rows', sql: work.floor, bind })) as FloorRow[];
        said = JSON.stringify(answerOf(rows));
      });
    const early = isFluxFirst ? await runFlux() : 0;
    const plain = await runPlain();
    const flux = isFluxFirst ? early : await runFlux();
    if (told !== said) throw new Error(`${name}: ${told.slice(0, 300)} is not ${said.slice(0, 300)}`);
    return { flux, plain };
  },
};

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
