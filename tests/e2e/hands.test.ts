import type { Page } from '@playwright/test';
import { toBuffer } from 'bwip-js/node';
import { beforeAll, expect, test } from 'vitest';
import { expectAccessible } from '#tests/support/accessible.ts';
import type { Device } from '#tests/support/browser.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { scan } from '#tests/support/scanner.ts';
import { goods, postedOnce, postedSale, sql } from '#tests/support/server-side.ts';
import { see } from '#tests/support/see.ts';
import { expectPending, go, receiptNumber, saleLines, searchBox } from '#tests/support/till-page.ts';

let device: Device;
let page: Page;
let network: FaultProxy;

/** A person: faster than this only scanners type. */
const slowly = { delay: 70 };

beforeAll(async () => {
  ({ device, network } = await newTill('manager'));
  page = device.page;
});

test('a quantity typed before a scan counts for that scan alone; a fraction of a piece is refused', async () => {
  const [piece, next] = await goods('piece', 2, 17);
  const [weighed] = await goods('weighed', 1);
  await page.keyboard.type('3*', slowly);
  await scan(page, piece!.barcode);
  await see(saleLines(page).first()).toContainText('3 pc');
  await see(searchBox(page)).toHaveValue('');
  await scan(page, next!.barcode);
  await see(saleLines(page).nth(1)).toContainText('1 pc');
  await page.keyboard.type('0.355*', slowly);
  // So long that nothing of it is taken for a part of the scan.
  await page.waitForTimeout(300);
  await see(searchBox(page)).toHaveValue('0.355*');
  await scan(page, weighed!.barcode);
  await see(saleLines(page).nth(2)).toContainText('0.355 kg');
  await page.keyboard.type('1.5*', slowly);
  await scan(page, piece!.barcode);
  await see(page.getByText(`1.5 pc of ${piece!.name} cannot be sold`).first()).toBeVisible();
  await see(saleLines(page)).toHaveCount(3);
  await see(saleLines(page).first()).toContainText('3 pc');
  expect(device.problems).toEqual([]);
});

const clearSale = async () => {
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await see(saleLines(page)).toHaveCount(0);
};

test('Ctrl+Z takes back a cleared sale, a removed line and a scan; a thumb does it by a button', async () => {
  await clearSale();
  await page.keyboard.press('Control+z');
  await see(saleLines(page)).toHaveCount(3);
  await see(page.getByText('3 lines are in the sale again').first()).toBeVisible();
  await page.keyboard.press('Delete');
  await see(saleLines(page)).toHaveCount(2);
  await page.getByRole('button', { name: /^Undo the last act/ }).click();
  await see(saleLines(page)).toHaveCount(3);
  const [other] = await goods('piece', 1, 22);
  await scan(page, other!.barcode);
  await see(saleLines(page)).toHaveCount(4);
  await page.keyboard.press('Control+z');
  await see(saleLines(page)).toHaveCount(3);
  expect(device.problems).toEqual([]);
});

test('an unknown code is added and sold without a network, and arrives before its sale', async () => {
  const unknown = '4012345678901';
  await clearSale();
  network.cut();
  await page.keyboard.type('2*', slowly);
  await scan(page, unknown);
  await page.getByRole('alert').getByRole('button', { name: 'Add this item' }).click();
  const form = page.getByRole('dialog', { name: 'Add this item' });
  await form.getByLabel('Name').fill('Jar of honey');
  await form.getByLabel('Price').fill('4.50');
  await form.getByLabel('Tax rate').selectOption({ index: 1 });
  await form.getByLabel('Category').selectOption({ index: 1 });
  await see(form.getByLabel('Barcode')).toHaveValue(unknown);
  await page.keyboard.press('Enter');
  await see(form).toHaveCount(0);
  await see(saleLines(page)).toHaveCount(1);
  await see(saleLines(page)).toContainText('Jar of honey');
  await see(saleLines(page)).toContainText('2 pc');
  await scan(page, unknown);
  await see(saleLines(page)).toContainText('3 pc');
  await page.keyboard.press('F9');
  await page.getByRole('button', { name: 'Complete sale' }).waitFor();
  await page.keyboard.press('F10');
  const number = await receiptNumber(page);
  await page.keyboard.press('Enter');
  network.heal();
  await expectPending(page, 0);
  await see.poll(() => postedSale(number)).toEqual(postedOnce(1));
  expect(await sql('select name from items where barcode = $1', [unknown])).toEqual([
    { name: 'Jar of honey' },
  ]);
  expect(device.problems).toEqual([]);
});

test('favourites: found or scanned, put in order, one touch each, there again after a reload', async () => {
  const [first, second] = await goods('piece', 2, 24);
  await page.getByRole('button', { name: 'Favourites' }).click();
  await page.getByRole('button', { name: 'Choose favourites' }).click();
  const dialog = page.getByRole('dialog', { name: 'Favourites' });
  await dialog.getByRole('textbox', { name: 'Find an item to add' }).fill(first!.name);
  await dialog.getByRole('button', { name: first!.name }).click();
  await scan(page, second!.barcode);
  const rows = dialog.getByRole('list', { name: 'Favourites' }).getByRole('listitem');
  await see(rows).toHaveText([first!.name, second!.name]);
  await dialog.getByRole('button', { name: `Move ${second!.name} up` }).click();
  await see(rows).toHaveText([second!.name, first!.name]);
  await expectAccessible(page, 'favourites');
  await page.keyboard.press('Escape');
  await see(dialog).toHaveCount(0);
  await see(saleLines(page)).toHaveCount(0);
  await page.reload();
  const tiles = page.getByRole('region', { name: 'Catalog' }).getByRole('button', { name: /€|\d\.\d\d/ });
  await see(tiles).toHaveCount(2);
  await see(tiles.first()).toContainText(second!.name);
  await tiles.first().click();
  await see(saleLines(page)).toContainText([second!.name]);
  await clearSale();
  expect(device.problems).toEqual([]);
});

test('the palette finds screens and acts by keys and by touch', async () => {
  const find = page.getByRole('combobox', { name: 'Find a screen or an act' });
  await page.keyboard.press('Control+k');
  await see(find).toBeFocused();
  await expectAccessible(page, 'palette');
  await page.keyboard.type('take stock', slowly);
  await see(page.getByRole('option')).toHaveText(['Counts: take stock']);
  await page.keyboard.press('Enter');
  await see(page.getByRole('heading', { level: 1, name: 'Counts' })).toBeVisible();
  await page.getByRole('button', { name: /^Find a screen or an act/ }).click();
  await page.getByRole('option', { name: 'Sell', exact: true }).click();
  await see(searchBox(page)).toBeVisible();
  await page.keyboard.press('Control+k');
  await find.fill('park');
  await page.keyboard.press('Enter');
  await see(page.getByRole('dialog', { name: /park/i })).toBeVisible();
  await page.keyboard.press('Escape');
  expect(device.problems).toEqual([]);
});

test('a key is changed on this device, shown on its button, and refused where it is taken', async () => {
  await go(page, 'Settings');
  const pay = page.getByRole('button', { name: /key of: Pay/ });
  await pay.click();
  await page.keyboard.press('F10');
  await see(page.getByRole('alert')).toContainText('F10 is the key of “Complete the sale, or print”');
  await expectAccessible(page, 'keys');
  await page.keyboard.press('F1');
  await see(pay).toHaveText('F1');
  await go(page, 'Sell');
  const [good] = await goods('piece', 1, 22);
  await scan(page, good!.barcode);
  await see(saleLines(page)).toHaveCount(1);
  await see(page.getByRole('button', { name: 'Pay' }).locator('kbd')).toHaveText('F1');
  await page.keyboard.press('F9');
  await page.keyboard.press('F1');
  await see(page.getByRole('dialog', { name: 'Payment' })).toBeVisible();
  await page.keyboard.press('Escape');
  await clearSale();
  await page.keyboard.press('?');
  await see(page.getByRole('dialog', { name: 'Keys' })).toContainText('F1');
  await page.keyboard.press('Escape');
  expect(device.problems).toEqual([]);
});

/** A camera before which somebody holds what a label printer drew. */
async function holdBeforeCamera(code: string): Promise<void> {
  const png = await toBuffer({ bcid: 'ean13', text: code, scale: 4, backgroundcolor: 'ffffff', padding: 20 });
  await page.evaluate(
    async (url) => {
      const picture = new Image();
      picture.src = url;
      await picture.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 800, height: 600 });
      const context = canvas.getContext('2d')!;
      context.fillStyle = 'white';
      const draw = () => {
        context.fillRect(0, 0, 800, 600);
        context.drawImage(picture, 150, 120);
      };
      draw();
      setInterval(draw, 50);
      navigator.mediaDevices.getUserMedia = async () => canvas.captureStream(15);
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

test('a code before the camera is scanned once, without a network; where none is allowed it says so', async () => {
  const [good] = await goods('piece', 1, 22);
  network.cut();
  await page.reload();
  await see(searchBox(page)).toBeVisible();
  await page.evaluate(() => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
  });
  const dialog = page.getByRole('dialog', { name: 'Scan by camera' });
  await page.getByRole('button', { name: 'Scan by camera' }).click();
  await see(dialog.getByRole('alert')).toContainText('The camera is not allowed');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await holdBeforeCamera(good!.barcode);
  await page.getByRole('button', { name: 'Scan by camera' }).click();
  await see(dialog).toContainText(`${good!.name}, 1 pc`);
  await expectAccessible(page, 'camera');
  await page.waitForTimeout(1500);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await see(saleLines(page)).toContainText([`${good!.name}`]);
  await see(saleLines(page)).toContainText(['1 pc']);
  network.heal();
  expect(device.problems).toEqual([]);
});
