/** Barcodes of the shop's own, given from what the device knows. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { barcodesWithPrefix, inStoreBarcodes } from '#queries/barcodes.ts';
import { openLocalTill } from '#tests/support/local-till.ts';

test('[R6.1-4] no code that an item has, archived or not, and none twice; found by index', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'flux-barcodes-'));
  await using it = await openLocalTill(folder);
  const { till, catalog } = it;
  const { read, power } = till.db;
  const give = await inStoreBarcodes(read, till.device.code);
  const first = give(catalog.rice)!;
  expect(give(catalog.milk)).not.toBe(first);
  expect(give(catalog.rice)).not.toBe(first);

  await power.execute('update items set barcode = ?, is_archived = 1 where id = ?', [first, catalog.milk]);
  const again = (await inStoreBarcodes(read, till.device.code))(catalog.rice)!;
  expect([again.slice(0, 6), again === first]).toEqual([first.slice(0, 6), false]);
  expect((await inStoreBarcodes(read, '08'))(catalog.rice)!.slice(0, 6)).toBe('270008');
  expect((await inStoreBarcodes(read, 'no code'))(catalog.rice)).toBeNull();

  const { sql, parameters } = barcodesWithPrefix(read, '270007').compile();
  const plan = await power.getAll<{ detail: string }>(`explain query plan ${sql}`, [...parameters]);
  expect(plan.map(({ detail }) => detail).join()).toContain('items_barcode (barcode>? AND barcode<?)');
  await rm(folder, { recursive: true });
});
