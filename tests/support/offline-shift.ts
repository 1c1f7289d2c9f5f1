/** The line of docs/offline.md about a shift, done on a device whose server is gone. */
import type { Hands } from './offline-hands.ts';
import { see } from './see.ts';
import { expectPending } from './till-page.ts';

/** Afterwards nothing waits for the server. */
export function shiftDrives({ page: pageOf, network, reloadCut }: Hands) {
  return {
    async 'a shift: open the drawer, cash in and out, count, close, the reports'() {
      const page = pageOf();
      await reloadCut('/sales/shift');
      await page.getByRole('textbox', { name: /^Float/ }).fill('100');
      await page.keyboard.press('F2');
      await see(page.getByRole('region', { name: 'The shift is open' })).toBeVisible();
      await reloadCut('/sales/shift');
      await page.getByRole('button', { name: 'Cash out' }).click();
      await page.getByRole('textbox', { name: /^Amount/ }).fill('30');
      await page.getByRole('button', { name: 'Bank drop' }).click();
      await page.getByRole('button', { name: 'Note cash out' }).click();
      await see(page.getByRole('list', { name: 'Cash in and out' })).toContainText('Bank drop');
      await page.getByRole('button', { name: 'Count and close' }).click();
      const sum = page.getByRole('textbox', { name: 'Anything else, as a sum' });
      await sum.fill('70');
      await page.keyboard.press('F9');
      await see(page.getByTestId('variance')).toContainText('0');
      await page.keyboard.press('F9');
      await see(page.getByRole('article', { name: /^Z report/ })).toContainText('Bank drop');
      await expectPending(page, 1);
      await reloadCut(new URL(page.url()).pathname);
      await see(page.getByRole('article', { name: /^Z report/ })).toContainText('Bank drop');
      network().heal();
      await expectPending(page, 0);
    },
  };
}
