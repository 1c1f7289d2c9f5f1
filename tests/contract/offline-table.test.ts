/** docs/offline.md against the app and against what is done with the server gone (tests/e2e/offline-matrix.soak.test.ts). */
import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { offlineDrives } from '#tests/support/offline-drives.ts';
import { offlineTable } from '#tests/support/offline-table.ts';
import { reportPages } from '#ui/screens/reports/report-pages.ts';

const matrix = await offlineTable();

/** `createRoute` of every file of routes; the reports share one, and each is an address. */
async function addressesOfTheApp(): Promise<string[]> {
  const addresses: string[] = [];
  for await (const file of glob('src/ui/*.{ts,tsx}')) {
    for (const [, at] of (await readFile(file, 'utf8')).matchAll(/path: '([^']+)'/g)) addresses.push(at!);
  }
  return addresses.flatMap((at) =>
    at === '/reports/$report' ? Object.keys(reportPages).map((report) => `/reports/${report}`) : [at],
  );
}

test('[R1-5] the table names every address of the app, and no other', async () => {
  const addresses = await addressesOfTheApp();
  expect(addresses).toContain('/sell');
  expect(addresses).toContain('/reports/sales');
  const named = matrix.flatMap(({ where }) => where);
  expect([...new Set(named)].toSorted()).toEqual(addresses.toSorted());
});

test('[R1-5] each line says whether it works, what needs a connection says so on the screen, and each is done', () => {
  const verdicts = ['works', 'needs a connection'];
  expect(matrix.filter(({ verdict }) => !verdicts.includes(verdict))).toEqual([]);
  expect(matrix.filter(({ verdict, says }) => (verdict === 'works') !== (says === ''))).toEqual([]);
  const closed = () => {
    throw new Error('Nothing is open here.');
  };
  const drives = offlineDrives({
    page: closed,
    network: closed,
    reloadCut: closed,
    expectSaid: closed,
    prints: closed,
    deploy: closed,
  });
  expect(Object.keys(drives).toSorted()).toEqual(matrix.map(({ what }) => what).toSorted());
});
