/** [R13-2] A day in short in the other engines: sign in, sell offline, come back, sync. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { until } from '#tests/support/device.ts';
import { startFirefox } from '#tests/support/firefox.ts';
import { startNetwork } from '#tests/support/own-shop.ts';
import { fill, hasField, pageText, press, sees, type Pilot } from '#tests/support/pilot.ts';
import { goods, postedOnce, postedSale } from '#tests/support/server-side.ts';
import { PASSWORD } from '#tests/support/till-page.ts';
import { startWebKit } from '#tests/support/webkit.ts';

const pilots: Pilot[] = [];
afterAll(async () => {
  for (const pilot of pilots) await pilot.close();
});

const engines = [
  { start: startFirefox, storage: 'private file system' },
  { start: startWebKit, storage: 'IndexedDB' },
] as const;

test.each(engines)('$start.name: sign in, sell offline, reopen, sync', async ({ start, storage }) => {
  const network = await startNetwork();
  const pilot = await start();
  pilots.push(pilot);
  await pilot.goto(`${network.url}/sell`);
  await fill(pilot, 'E-mail', 'cashier@flux.example');
  await fill(pilot, 'Password', PASSWORD);
  await press(pilot, 'Sign in');
  await press(pilot, 'Register this device');
  await hasField(pilot, 'Search items');
  await sees(pilot, 'Online');
  expect(await storageOf(pilot)).toBe(storage);
  await pilot.run('return navigator.serviceWorker.ready.then(() => true)');

  network.cut();
  const [good] = await goods('piece', 1, 22);
  await fill(pilot, 'Search items', good!.barcode);
  await pilot.press('Enter');
  await sees(pilot, good!.name);
  await pilot.press('F9');
  await sees(pilot, 'Complete sale');
  await pilot.press('F10');
  const [, number] = /(S-HS-\d\d-\d{6})/.exec(await sees(pilot, /S-HS-\d\d-\d{6}/)) ?? [];
  await sees(pilot, '1 pending');
  // Its code is fetched only now, with the network gone.
  const hasBarcode = () => pilot.run<boolean>(`return document.querySelector('article svg') !== null`);
  await until('the barcode of the receipt', hasBarcode, Boolean);
  await keepPicture(pilot);

  await pilot.reopen();
  await pilot.goto(`${network.url}/sales`);
  await sees(pilot, number!);
  await sees(pilot, '1 pending');
  expect(await postedSale(number!)).toMatchObject({ invoices: 0 });

  network.heal();
  await sees(pilot, '0 pending', 90_000);
  expect(await postedSale(number!)).toEqual(postedOnce(1));
  expect(await pageText(pilot)).toContain('Online');
});

/** What the till chose for its file, by what it remembers. */
function storageOf(pilot: Pilot): Promise<string> {
  return pilot.run(`
    const kind = Object.keys(localStorage).filter((key) => key.startsWith('flux.storage.')).map((key) => localStorage.getItem(key))[0];
    return kind === 'opfs' ? 'private file system' : kind === 'indexeddb' ? 'IndexedDB' : String(kind);`);
}

/** For a person to look at. */
async function keepPicture(pilot: Pilot): Promise<void> {
  const folder = process.env['FLUX_PICTURES'];
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${pilot.name}.png`), await pilot.screenshot());
}
