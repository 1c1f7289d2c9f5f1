/** The lines of docs/offline.md that are about the catalog, each done on a device whose server is gone. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from 'vitest';
import { saveDownload } from './download.ts';
import type { OfflineLine } from './offline-table.ts';
import { scan } from './scanner.ts';
import { see } from './see.ts';
import { goods } from './server-side.ts';

interface Hands {
  readonly page: () => Page;
  /** The page is loaded anew, with nobody there but the service worker. */
  readonly reloadCut: (address: string) => Promise<void>;
  readonly expectSaid: (row: Pick<OfflineLine, 'says'>) => Promise<void>;
}

/** What was done is proven by a test of its own; here nothing more is to wait for the server. */
export function catalogDrives({ page, reloadCut, expectSaid }: Hands) {
  return {
    async 'keep the catalog: find, add, change, archive, many at once'() {
      const [good] = await goods('piece', 1, 25);
      await reloadCut('/catalog');
      await page().getByRole('textbox', { name: 'Find in items' }).fill(good!.name);
      await page()
        .getByRole('grid', { name: 'Items' })
        .getByRole('row')
        .filter({ hasText: good!.name })
        .click();
      await see(page().getByRole('dialog').getByLabel('Barcode')).toHaveValue(good!.barcode);
      await page().keyboard.press('Escape');
    },
    async 'bring lists in from a CSV file, and take them out as one'() {
      await reloadCut('/catalog/import?list=suppliers');
      await page()
        .getByLabel('A file of suppliers')
        .setInputFiles({
          name: 'new.csv',
          mimeType: 'text/csv',
          buffer: Buffer.from('Name\nQuay Wholesale\n'),
        });
      await page().getByRole('button', { name: 'See what would change' }).click();
      await see(page().getByRole('button', { name: 'Import 1 row' })).toBeVisible();
      const all = page().getByRole('button', { name: 'Export all suppliers' });
      const file = await saveDownload(page(), () => all.click());
      expect(await readFile(file, 'utf8')).toContain('Name,Phone,E-mail');
    },
    async 'labels for shelves and goods'() {
      const [good] = await goods('piece', 1, 25);
      await reloadCut('/catalog/labels');
      await see(page().getByText('No labels yet')).toBeVisible();
      await scan(page(), good!.barcode);
      await see(page().getByRole('list', { name: 'Chosen items' })).toContainText(good!.name);
    },
    async 'edits that lost, with both values'() {
      await reloadCut('/catalog/conflicts');
      await see(page().getByText('No edit has lost')).toBeVisible();
    },
    async 'who changed what of a record'(row: Pick<OfflineLine, 'says'>) {
      const [good] = await goods('piece', 1, 25);
      await reloadCut(`/catalog/history?table=items&id=${good!.id}`);
      await expectSaid(row);
    },
  };
}
