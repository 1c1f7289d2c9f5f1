/** The lines of docs/offline.md about a device before it sells: nobody is signed in, nothing is here. */
import { see } from './see.ts';
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { expectConnection, PASSWORD } from './till-page.ts';

/** Afterwards the owner is signed in at Harbour Street and everything is here. */
export function firstDayDrives({ page, network, reloadCut, expectSaid }: Hands) {
  return {
    async 'join with an invitation'(row: OfflineLine) {
      await reloadCut('/?invite=ana%40flux.example');
      await page().getByLabel('New password').fill('a long password');
      await page().getByRole('button', { name: 'Sign up', exact: true }).click();
      await see(page().getByText('This needs internet, and the server cannot be reached')).toBeVisible();
      await expectSaid(row);
      await see(page().getByLabel('E-mail')).toHaveValue('ana@flux.example');
      await see(page().getByLabel('New password')).toHaveValue('a long password');
    },
    async 'sign in on a device for the first time'(row: OfflineLine) {
      await reloadCut('/stock');
      await expectSaid(row);
      await page().getByLabel('E-mail').fill('owner@flux.example');
      await page().getByLabel('Password').fill(PASSWORD);
      await page().getByRole('button', { name: 'Sign in', exact: true }).click();
      await see(page().getByText('The server cannot be reached. Check the connection')).toBeVisible();
      await expectSaid(row);
      await see(page().getByLabel('E-mail')).toHaveValue('owner@flux.example');
      await see(page().getByLabel('Password')).toHaveValue(PASSWORD);
      network().heal();
      await page().getByRole('button', { name: 'Sign in', exact: true }).click();
      await see(page().getByRole('heading', { name: 'Where are you selling?' })).toBeVisible();
    },
    async 'choose a location'() {
      await reloadCut('/stock');
      await page()
        .getByRole('button', { name: /Harbour Street/ })
        .click();
      await see(page().getByRole('heading', { name: 'Name this device' })).toBeVisible();
    },
    async 'register the device'(row: OfflineLine) {
      await page().getByLabel('Device name').fill('Tablet at the door');
      await page().getByRole('button', { name: 'Register this device' }).click();
      await expectSaid(row);
      await see(page().getByLabel('Device name')).toHaveValue('Tablet at the door');
    },
    async 'get the first copy of a location'(row: OfflineLine) {
      network().heal();
      network().set('/sync/', { kind: 'refuse' });
      await page().getByRole('button', { name: 'Register this device' }).click();
      await see(page().getByRole('heading', { name: /^Getting .* ready/ })).toBeVisible();
      network().cut();
      await expectSaid(row);
      network().heal();
      // Where one wanted to go before all of this.
      await see(page().getByRole('heading', { level: 1, name: 'Stock on hand' })).toBeVisible({
        timeout: 45_000,
      });
      await expectConnection(page(), 'Online');
    },
    async 'open the app, at any address'({ where }: OfflineLine) {
      for (const at of where.filter((one) => !one.includes('$'))) {
        await reloadCut(at);
        await see(page().getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 20_000 });
        await see(page().getByRole('heading', { level: 1 })).toBeAttached();
      }
    },
  };
}
