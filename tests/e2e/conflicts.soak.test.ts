/** A manager reviews in the browser what two tills, each without a network, did to the same price; then its labels and its history. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveMasters } from '#commands/save-masters.ts';
import { barcodeKind } from '#domain/barcode.ts';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import { canSell, openDevice, pendingOf, until, type Device as NodeTill } from '#tests/support/device.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill, startNetwork } from '#tests/support/own-shop.ts';
import { see } from '#tests/support/see.ts';
import { goods, sql, type Good } from '#tests/support/server-side.ts';
import { expectConnection, expectPending, PASSWORD } from '#tests/support/till-page.ts';

let office: { network: FaultProxy; device: Device };
let tills: { till: NodeTill; network: FaultProxy }[];
let item: Good;

beforeAll(async () => {
  const till = async (login: string) => {
    const network = await startNetwork();
    const config = (await (await fetch(`${network.url}/config.json`)).json()) as { supabaseAnonKey: string };
    const [location] = await sql<{ id: string }>(`select id from locations where code = 'HS'`);
    const opened = await openDevice({
      url: network.url,
      anonKey: config.supabaseAnonKey,
      email: `${login}@flux.example`,
      password: PASSWORD,
      locationId: location!.id,
    });
    await canSell(opened);
    return { till: opened, network };
  };
  const all = await Promise.all([newTill('manager'), till('admin'), till('owner')]);
  [office, ...tills] = all;
  [item] = (await goods('piece', 1)) as [Good];
});
afterAll(() => Promise.all(tills.map(({ till }) => till.close())));

test('[R9.1-3] two tills set a price offline; a manager sees both, offline too, restores the one that lost, and it is the price everywhere', async () => {
  const { page, problems } = office.device;
  const [first, second] = tills as [(typeof tills)[0], (typeof tills)[0]];
  for (const { network } of tills) network.cut();
  // Which of two edits a moment apart is the newer one, clocks of that precision do not say.
  first.till.platform.moveClock(-60_000);
  for (const [{ till }, price_minor] of [
    [first, 300],
    [second, 280],
  ] as const) {
    const change = { table: 'items', kind: 'edit', id: item.id, columns: { price_minor } } as const;
    expect(await saveMasters(till.till, [change])).toMatchObject({ kind: 'saved' });
  }
  for (const { network, till } of tills.toReversed()) {
    network.heal();
    till.shop.store.syncNow();
    await until(
      'sent',
      () => pendingOf(till),
      (n) => n === 0,
    );
  }

  await page.goto('/catalog/conflicts');
  const card = page.getByRole('article', { name: `${item.name}: Price` });
  await see(card).toContainText('€3.00', { timeout: 30_000 });
  await see(card).toContainText('€2.80');
  await see(card).toContainText(`till ${first.till.till.device.code}`);
  await see(card).toContainText('It was made earlier than the other, and came later');
  await expectAccessible(page, 'conflicts');

  office.network.cut();
  await see(page.getByRole('banner').getByRole('status')).not.toContainText('Online', { timeout: 20_000 });
  await card.getByRole('button', { name: /^Compare both/ }).click();
  const dialog = page.getByRole('dialog', { name: `${item.name}: Price` });
  await expectAccessible(page, 'compare both');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await see(dialog).toHaveCount(0);
  await see(card).toContainText('Now in use');
  await expectPending(page, 1);
  await card.getByRole('link', { name: item.name }).click();
  await page.getByRole('link', { name: 'History' }).click();
  await see(page.getByText('The history needs internet')).toBeVisible();

  office.network.heal();
  await expectConnection(page, 'Online');
  await expectPending(page, 0);
  // By itself, since what was on this device alone has been sent.
  const edits = page.getByRole('list', { name: 'Edits, newest first' }).getByRole('listitem');
  await see(edits).toHaveCount(3);
  await see(edits.first()).toContainText('€2.80 became €3.00');
  await see(edits.last()).toContainText('Not kept');
  await expectAccessible(page, 'history');
  for (const { till } of tills) {
    const price = () =>
      till.till.db.power.get<{ price_minor: number }>('select price_minor from items where id = ?', [
        item.id,
      ]);
    await until('restored', price, ({ price_minor }) => price_minor === 300);
  }

  await page.getByRole('link', { name: 'Item', exact: true }).click();
  await see(page.getByRole('dialog', { name: item.name }).getByLabel('Price')).toHaveValue('3.00');

  // As the catalog links to it; every label is on a page of its own size.
  await page.goto(`/catalog/labels?ids=${item.id}`);
  await page.getByRole('spinbutton', { name: `Labels of ${item.name}` }).fill('66');
  await page.getByRole('radio', { name: 'A4, 65' }).click();
  await see(page.getByText('The first of 2 pages')).toBeVisible();
  await see(page.getByRole('article', { name: `Label of ${item.name}` }).first()).toContainText('€3.00');
  await expectAccessible(page, 'labels');
  await page.evaluate(() => {
    window.print = () => {
      document.title = [...document.adoptedStyleSheets].map(({ cssRules }) => cssRules[0]?.cssText).join();
    };
  });
  await page.getByRole('button', { name: 'Print 66 labels' }).click();
  expect(await page.title()).toContain('size: 210mm 297mm');
  await page.emulateMedia({ media: null });
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type \/Page\n/g)).toHaveLength(2);

  // What came without a barcode gets one of the shop's own.
  await page.goto('/catalog/items');
  await page.getByRole('button', { name: 'New item' }).click();
  const barcode = page.getByRole('dialog').getByLabel('Barcode');
  await page.getByRole('button', { name: 'Make a barcode' }).click();
  await see(barcode).toBeFocused();
  expect(barcodeKind(await barcode.inputValue())).toBe('ean13');
  expect(problems).toEqual([]);
});
