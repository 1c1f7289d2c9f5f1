/** The lines of docs/offline.md about the device itself: its settings, what it holds, its version, its last day. */
import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { saveDownload } from './download.ts';
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { see } from './see.ts';
import { goods, postedOnce, postedSale } from './server-side.ts';
import { canSell, expectPending, go, sellByKeys, signOutWith } from './till-page.ts';

/** After the last of them nobody is signed in. */
export function deviceDrives({ page, network, reloadCut, expectSaid, deploy }: Hands) {
  return {
    async 'settings of the device, storage, versions'() {
      await reloadCut('/settings');
      await see(page().getByRole('main')).toContainText('Tablet at the door');
      await see(page().getByRole('main')).toContainText('Flux version');
      await see(page().getByRole('main')).toContainText('Available');
      await page().getByRole('radio', { name: 'Dark' }).click();
      await see(page().locator('html')).toHaveAttribute('data-theme', 'dark');
    },
    async 'copy the catalog to another location'(row: OfflineLine) {
      await page().getByRole('button', { name: 'Copy to another location' }).click();
      const dialog = page().getByRole('dialog');
      await dialog.getByRole('button', { name: /^Copy to / }).click();
      await expectSaid(row);
      await see(dialog.getByRole('button', { name: /^Copy to / })).toBeEnabled();
      await page().keyboard.press('Escape');
    },
    async 'save to a file what is not sent, and read such a file in'() {
      const [piece] = await goods('piece', 1, 24);
      await reloadCut('/sell');
      await canSell(page());
      const unsent = await sellByKeys(page(), [piece!.barcode]);
      await go(page(), 'Settings');
      await page().getByRole('button', { name: 'Sign out', exact: true }).click();
      const leaving = page().getByRole('dialog');
      await leaving.getByRole('button', { name: 'Save to a file and clear this device' }).click();
      const file = await saveDownload(page(), () =>
        leaving.getByRole('button', { name: 'Save the file' }).click(),
      );
      await leaving.getByLabel('The file just saved').setInputFiles(file);
      await see(leaving).toContainText('The file is there and whole');
      await page().keyboard.press('Escape');
      await page().getByRole('button', { name: 'Read in a file' }).click();
      const reading = page().getByRole('dialog', { name: 'Documents of another till' });
      await reading.getByLabel('The file that the till has saved').setInputFiles(file);
      await see(reading.getByRole('list', { name: 'Documents in the file' })).toContainText(unsent);
      await reading.getByRole('button', { name: /^Take over 0/ }).click();
      await see(reading).toContainText('here or at the server already');
      await page().keyboard.press('Escape');
      network().heal();
      await expect.poll(() => postedSale(unsent), { timeout: 60_000 }).toEqual(postedOnce(1));
    },
    async "fetch the copy of the server's data anew"(row: OfflineLine) {
      await expectPending(page(), 0);
      await reloadCut('/settings');
      await page().getByRole('button', { name: 'Rebuild local data' }).click();
      const dialog = page().getByRole('dialog', { name: 'Rebuild local data?' });
      await dialog.getByRole('button', { name: 'Rebuild', exact: true }).click();
      await expectSaid(row);
      await dialog.getByRole('button', { name: 'Not now' }).click();
    },
    async 'install an update that was fetched'() {
      network().heal();
      const next = await mkdtemp(path.join(tmpdir(), 'flux-next-'));
      await cp('dist', next, { recursive: true });
      await appendFile(path.join(next, 'sw.js'), '\n// The next version.\n');
      await deploy(next);
      await page().evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
      const prompt = page().getByRole('region', { name: 'New version' });
      await see(prompt).toBeVisible({ timeout: 30_000 });
      network().cut();
      const loads = page().waitForEvent('load', { timeout: 30_000 });
      await prompt.getByRole('button', { name: 'Update now' }).click();
      await loads;
      await see(page().getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible({ timeout: 20_000 });
      await see(prompt).toBeHidden();
      await rm(next, { recursive: true });
    },
    async 'sign out, once everything is sent'() {
      await page().getByRole('button', { name: 'Sign out' }).click();
      await signOutWith(page(), page().getByRole('dialog').getByRole('button', { name: 'Sign out' }));
      await see(page().getByRole('main')).toContainText('The first sign-in needs a connection');
    },
  };
}
