/** The lines of docs/offline.md about who works here: signing in again, people, PINs. */
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { askForPin, enrol, lock, unlock } from './lock-page.ts';
import { see } from './see.ts';
import { expectConnection, PASSWORD } from './till-page.ts';

const ownPin = '48291563';

/** The owner is signed in before and after. */
export function peopleDrives({ page, network, reloadCut, expectSaid }: Hands) {
  return {
    async 'sign in again, once the last sign-in has ended'(row: OfflineLine) {
      await page().evaluate(() => localStorage.removeItem('flux.session'));
      await page().reload();
      await page()
        .getByRole('banner')
        .getByRole('button', { name: /^Sign in/ })
        .click();
      const dialog = page().getByRole('dialog', { name: 'Sign in to sync' });
      network().cut();
      await dialog.getByLabel('Password').fill(PASSWORD);
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expectSaid(row);
      await see(dialog.getByLabel('E-mail')).toHaveValue('owner@flux.example');
      await see(dialog.getByLabel('Password')).toHaveValue(PASSWORD);
      network().heal();
      await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
      await see(dialog).toBeHidden();
      await expectConnection(page(), 'Online');
    },
    async 'see who works here'() {
      const people = page().getByRole('list', { name: 'People', exact: true });
      await see(people.getByRole('listitem')).toHaveCount(4);
      await see(people).toContainText('Maeve Kelly · Manager');
    },
    async 'invite, change and remove people'(row: OfflineLine) {
      await page().getByRole('button', { name: 'Invite somebody' }).click();
      const dialog = page().getByRole('dialog');
      await dialog.getByLabel('E-mail').fill('ana@flux.example');
      await dialog.getByLabel('Name').fill('Ana');
      await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
      await expectSaid(row);
      await page().keyboard.press('Escape');
      await page().getByRole('button', { name: 'Invite somebody' }).click();
      await see(dialog.getByLabel('E-mail')).toHaveValue('ana@flux.example');
      await page().keyboard.press('Escape');
      await page()
        .getByRole('button', { name: /^Conor Walsh/ })
        .click();
      await dialog.getByRole('radio', { name: 'Manager' }).click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await expectSaid(row);
      await see(dialog.getByRole('radio', { name: 'Manager' })).toBeChecked();
      await dialog.getByRole('button', { name: 'Remove this person' }).click();
      await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
      await expectSaid(row);
      await page().keyboard.press('Escape');
    },
    async 'set a PIN'(row: OfflineLine) {
      const dialog = await askForPin(page(), { login: null, pin: ownPin });
      await expectSaid(row);
      await see(dialog.getByLabel('New PIN again')).toHaveValue(ownPin);
      network().heal();
      await dialog.getByRole('button', { name: 'Save the PIN' }).click();
      await see(dialog).toBeHidden();
      await enrol(page(), 'cashier', '90210846');
    },
    async 'lock, unlock, change the cashier'() {
      await reloadCut('/settings');
      await unlock(page(), 'Conor Walsh', '90210846');
      await see(page().getByRole('main')).toContainText('Conor Walsh (cashier)');
      await lock(page());
      await unlock(page(), 'Orla Byrne', ownPin);
      for (const name of ['Conor Walsh', 'Orla Byrne']) {
        await page()
          .getByRole('button', { name: `Remove the PIN of ${name}` })
          .click();
      }
      await see(page().getByRole('button', { name: /^Lock/ })).toHaveCount(0);
    },
  };
}
