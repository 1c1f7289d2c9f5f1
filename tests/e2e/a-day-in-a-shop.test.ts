/**
 * One day of a shop without a network, and of the warehouse that sends to it:
 * every kind of document by its screen, on two devices at two locations. In the
 * evening the network is back, and the books agree on every device and the server.
 * The tests are the hours of the day: each goes on where the one before it ended.
 */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectAllKinds, expectLawsHold, expectSameBooks } from '#tests/support/day/books.ts';
import {
  expectOwed,
  sellBeyondTheLimit,
  sellOnCredit,
  takePayment,
  type Owing,
} from '#tests/support/day/credit.ts';
import { conor, maeve, takeOver, type Day } from '#tests/support/day/day.ts';
import {
  expectReceived,
  receiveDelivery,
  sellOfDelivery,
  type Delivery,
} from '#tests/support/day/delivery.ts';
import { countAndClose, expectBooked, openDrawer, readX, sellIntoIt } from '#tests/support/day/drawer.ts';
import { parkAndSplit, resume, takeBack } from '#tests/support/day/selling.ts';
import { adjust, countBlind, finishStocktake, theShelf, type Shelf } from '#tests/support/day/stock-room.ts';
import {
  packAndSend,
  receiveWithDifference,
  seeItComing,
  seeItReceived,
  type Sent,
} from '#tests/support/day/transfer.ts';
import { canSell, openDevice } from '#tests/support/device.ts';
import { enrol } from '#tests/support/lock-page.ts';
import { newTill } from '#tests/support/own-shop.ts';
import { onHandMilli, sql } from '#tests/support/server-side.ts';
import { expectPending, PASSWORD } from '#tests/support/till-page.ts';

let day: Day;
let shelf: Shelf;
let sent: Sent;
let owing: Owing;
let delivery: Delivery;
let stocktake: string;
let shiftNumber: string;

beforeAll(async () => {
  const [shop, warehouse] = await Promise.all([newTill('manager'), newTill('warehouse')]);
  const config = (await (await fetch(`${shop.network.url}/config.json`)).json()) as {
    supabaseAnonKey: string;
  };
  const [location] = await sql<{ id: string }>(`select id from locations where code = 'HS'`);
  const helper = await openDevice({
    url: warehouse.network.url,
    anonKey: config.supabaseAnonKey,
    email: 'cashier@flux.example',
    password: PASSWORD,
    locationId: location!.id,
  });
  await canSell(helper);
  day = { shop, warehouse, helper };
  shelf = await theShelf();
  await shop.device.context.addInitScript(() => {
    window.print = () => undefined;
  });
  await enrol(shop.device.page, null, maeve.pin);
  await enrol(shop.device.page, conor.login, conor.pin);
  await takeOver(shop.device.page, conor);
});
afterAll(() => day.helper.close());

test('[R1-1] [R3.2-10] [R4.2-3] [R9.2-5] goods are packed offline in the warehouse, drafted through a reload, and sent; the shop sees them coming', async () => {
  sent = await packAndSend(day);
  await seeItComing(day, sent);
});

test('[R1-1] offline: a drawer is opened, and sold into; who is a cashier is not told what should be in it', async () => {
  day.shop.network.cut();
  await openDrawer(day);
  await sellIntoIt(day);
});

test('offline: a sale is parked, another is discounted, paid in two parts and brought back; the first is taken up again', async () => {
  const number = await parkAndSplit(day);
  await resume(day);
  await takeBack(day, number);
});

test('[R3.2-3] [R3.2-5] offline: sold on credit, paid in part, a limit that needs a manager', async () => {
  owing = await sellOnCredit(day);
  await takePayment(day, owing);
  await sellBeyondTheLimit(day, owing);
});

test('[R1-1] [R3.2-6] [R3.2-7] [R3.2-8] [R3.2-9] [R4.2-2] [R13-6] offline: a GS1 scan fills item, batch and expiry; the draft outlives a reload; posted, the new batch is sold at once', async () => {
  delivery = await receiveDelivery(day);
  await sellOfDelivery(day, delivery);
});

test('[R1-1] [R3.2-12] [R13-8] offline: what the warehouse sent is received, with a difference and a new item', () =>
  receiveWithDifference(day, sent));

test('[R1-1] [R3.2-13] [R3.2-14] [R3.2-15] offline: what broke is taken off by keyboard, with a reason in one press; the draft outlives a reload; on hand is right at once', () =>
  adjust(day, shelf));

test('offline: shelves are counted blind by scan, through a reload', async () => {
  stocktake = await countBlind(day, shelf);
});

test('offline: a manager reads the X; the drawer is counted blind and closed by keys; it outlives a reload and holds up signing out', async () => {
  await readX(day);
  shiftNumber = await countAndClose(day);
});

test('[R4.1-12] [R9.2-7] the network is back: all of it is in the books as it was done, and both sides see how the transfer stands', async () => {
  day.shop.network.heal();
  await expectPending(day.shop.device.page, 0);
  await seeItReceived(day, sent);
  await expectOwed(owing);
  await expectReceived(delivery);
  await expectBooked(shiftNumber);
  expect(await onHandMilli(shelf.soap.id)).toBe(shelf.soap.on_hand_milli - 3000);
  expect(await onHandMilli(shelf.milk.id)).toBe(shelf.milk.on_hand_milli + 1000);
});

test('a stocktake of two tills, joined by its code: one adjustment puts the books right', () =>
  finishStocktake(day, shelf, stocktake));

test('the books agree, row by row, on both devices and the server, and add up', async () => {
  await expectAllKinds();
  await expectLawsHold();
  await expectSameBooks(day.shop, maeve.login);
  await expectSameBooks(day.warehouse, 'warehouse');
  const { shop, warehouse, helper } = day;
  expect([...shop.device.problems, ...warehouse.device.problems, ...helper.errors]).toEqual([]);
});
