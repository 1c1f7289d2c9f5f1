/**
 * Flux beside its floors (docs/storage.md). Each figure stands beside what the
 * same work costs without Flux, in the same run: on a busy machine the figures
 * say little, their ratios still something.
 *
 *   npm run bench -- [--quick] [--json] [--only=everyday,server,drain,sync,start,reports,fleet] [--lines=1000000] [--tills=4]
 *
 * With the options of `npm run conformance` the fleet trades on services that
 * run elsewhere: a real PowerSync Service, a real Supabase. Give them a database
 * that may be thrown away; its role makes a function there.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildApp } from '#stack/build-app.ts';
import { places } from '#stack/config.ts';
import { serviceOptions, servicesOf } from '#tests/support/given-stack.ts';
import { newProfile } from './browser.ts';
import { buildPage } from './build-page.ts';
import { coldStartRow } from './cold-start.ts';
import { drainRow } from './drain.ts';
import { everydayRows } from './everyday.ts';
import type { Row } from './figures.ts';
import { firstSyncRow } from './first-sync.ts';
import { fleetRows } from './fleet.ts';
import { asJson, asMarkdown, watchMachine } from './report.ts';
import { reportRows } from './reports.ts';
import { servePage } from './serve-page.ts';
import { serverRow } from './server-row.ts';
import { openStackShop } from './stack-shop.ts';

const itemCount = 50_000;
const parts = ['everyday', 'server', 'drain', 'sync', 'start', 'reports', 'fleet'] as const;
type Part = (typeof parts)[number];

interface Effort {
  readonly rounds: number;
  readonly slowRounds: number;
}
const full: Effort = { rounds: 20, slowRounds: 7 };
const quick: Effort = { rounds: 6, slowRounds: 3 };

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    only: { type: 'string' },
    lines: { type: 'string', default: '1000000' },
    tills: { type: 'string', default: '4' },
    ...serviceOptions,
  },
});
const isGiven = Object.keys(serviceOptions).some((name) => name in values);
const given = isGiven ? servicesOf(values) : undefined;

async function runPart(part: Part, pagesDir: string, { rounds, slowRounds }: Effort): Promise<Row[]> {
  switch (part) {
    case 'everyday': {
      await using server = await servePage(pagesDir, { isIsolated: true });
      await using profile = await newProfile();
      await using browser = await profile.launch();
      return await everydayRows(browser, { pageUrl: server.url, itemCount, rounds });
    }
    case 'server':
      return [await serverRow({ rounds, salesPerClient: 20 })];
    case 'drain':
      return [await drainRow({ rounds: slowRounds })];
    case 'sync': {
      const shop = await openStackShop(pagesDir, itemCount);
      await using stack = shop.stack;
      await using profile = await newProfile();
      await using browser = await profile.launch();
      return [await firstSyncRow(browser, { ...shop, stack }, { itemCount, rounds: slowRounds })];
    }
    case 'start': {
      await buildApp(note, () => note('Building the app …'));
      const shop = await openStackShop(places.dist, itemCount);
      await using stack = shop.stack;
      await using server = await servePage(pagesDir, { isIsolated: false });
      await using profile = await newProfile();
      const options = { floorUrl: server.url, itemCount, rounds: slowRounds };
      return [await coldStartRow(profile, { ...shop, stack }, options)];
    }
    case 'reports': {
      await using server = await servePage(pagesDir, { isIsolated: true });
      await using profile = await newProfile();
      await using browser = await profile.launch();
      const history = { lines: Number(values.lines), days: 3 * 365, until: '2026-11-22' };
      const pageUrl = `${server.url}/reports.html`;
      return await reportRows(browser, { pageUrl, history, rounds: slowRounds, note });
    }
    case 'fleet':
      return await fleetRows({
        given,
        locations: 3,
        tillsEach: Number(values.tills),
        itemCount: 5_000,
        rounds: slowRounds,
        note,
      });
  }
}

function chosenParts(): readonly Part[] {
  const wanted = values.only?.split(',') ?? [...parts];
  const unknown = wanted.filter((name) => !parts.some((part) => part === name));
  if (given && wanted.join() !== 'fleet')
    throw new Error('Services that run elsewhere are for --only=fleet.');
  if (unknown.length > 0) throw new Error(`--only knows ${parts.join(', ')}, not ${unknown.join(', ')}.`);
  return parts.filter((part) => wanted.includes(part));
}

function note(line: string): void {
  process.stderr.write(`${line}\n`);
}

async function main(): Promise<void> {
  const machineOf = watchMachine();
  const pagesDir = await mkdtemp(path.join(tmpdir(), 'flux-bench-pages-'));
  try {
    await buildPage(pagesDir);
    const rows: Row[] = [];
    for (const part of chosenParts()) {
      note(`Measuring: ${part} …`);
      rows.push(...(await runPart(part, pagesDir, values.quick ? quick : full)));
    }
    process.stdout.write(`${(values.json ? asJson : asMarkdown)(rows, machineOf())}\n`);
  } finally {
    await rm(pagesDir, { recursive: true, force: true });
  }
}

await main();
// What a library may have left open must not keep us.
process.exit();
