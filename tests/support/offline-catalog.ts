/** The lines of docs/offline.md that are about the catalog, each done on a device whose server is gone. */
import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { saveDownload } from './download.ts';
import { keepCatalog } from './keep-catalog.ts';
import type { Hands } from './offline-hands.ts';
import type { OfflineLine } from './offline-table.ts';
import { see } from './see.ts';
import { goods, sql } from './server-side.ts';
import { expectPending, syncNow } from './till-page.ts';

/** After each, nothing more is to wait for the server. */
export function catalogDrives({ page, network, reloadCut, expectSaid, prints }: Hands) {
  return {
    async 'the catalog: find, add, change, archive and restore; the prices of many at once'() {
      const [piece] = await goods('piece', 1, 24);
      await reloadCut('/catalog');
      await keepCatalog(page(), piece!, 'Made offline');
      await expectPending(page(), 5);
      network().heal();
      await syncNow(page());
      await expectPending(page(), 0);
      const made = await sql(`select price_minor::int from items where name = 'Made offline'`);
      expect(made).toEqual([{ price_minor: 110 }]);
    },
    async 'edits that lost: compare both, restore one'() {
      const [{ id, name } = { id: '', name: '' }] = await goods('piece', 1, 24);
      await sql(
        `insert into master_conflicts (location_id, edit_id, table_name, record_id, field, reason, loser_values, winner_values, created_by)
         select location_id, gen_random_uuid(), 'items', id, 'name', 'older',
           jsonb_build_object('name', name || ' XL'), jsonb_build_object('name', name), created_by from items where id = $1`,
        [id],
      );
      const card = page().getByRole('article', { name: `${name}: Name` });
      await page().goto('/catalog/conflicts');
      await see(card).toContainText(`${name} XL`, { timeout: 30_000 });
      await reloadCut('/catalog/conflicts');
      await card.getByRole('button', { name: /^Compare both/ }).click();
      await page().getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
      await see(page().getByRole('article', { name: `${name} XL: Name` })).toContainText('Now in use');
      await expectPending(page(), 1);
    },
    async 'who changed a master, and when'(row: OfflineLine) {
      const [item] = await goods('piece', 1, 24);
      await reloadCut(`/catalog/history?table=items&id=${item!.id}`);
      await expectSaid(row);
      // What is on this device alone is shown all the same.
      await see(page().getByRole('list', { name: 'Edits, newest first' })).toContainText(
        'not at the server yet',
      );
    },
    async 'print labels'() {
      const [item] = await goods('piece', 1, 24);
      await reloadCut(`/catalog/labels?ids=${item!.id}`);
      await page().getByRole('button', { name: 'Print 1 label' }).click();
      expect(await prints()).toBe(1);
      network().heal();
      await syncNow(page());
      await expectPending(page(), 0);
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
      network().heal();
    },
  };
}
