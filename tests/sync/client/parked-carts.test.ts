/** Carts that wait under a name, on a real database and no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimDraft } from '#commands/claim-draft.ts';
import { holdDraft } from '#commands/hold-draft.ts';
import { discardParked, parkAgain, parkCart, resumeCart } from '#commands/park-cart.ts';
import { saveDraft } from '#commands/save-draft.ts';
import type { Cart } from '#domain/cart.ts';
import { parkedCarts } from '#queries/drafts.ts';
import { openLocalTill, type LocalTill } from '#tests/support/local-till.ts';

let folder: string;
let it: LocalTill;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'flux-local-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(async () => {
  it = await openLocalTill(folder);
  return () => it[Symbol.asyncDispose]();
});

const namesOfParked = async () =>
  (await parkedCarts(it.till.db.read).execute()).map(
    ({ payload }) => (JSON.parse(payload) as { parked: { name: string } }).parked.name,
  );
const parkAs = async (cart: Cart, name: string) => {
  await saveDraft(it.till, cart);
  const parked = await parkCart(it.till, cart, { name, timeText: '10:15' });
  if (parked.kind !== 'parked') throw new Error(JSON.stringify(parked));
  return parked.cart;
};

test('[R4.2-1] several carts wait under their names, are taken up as they were, and sold once', async () => {
  const [one, two] = [await it.cartOf(2), await it.cartOf(3)];
  await parkAs(one, 'The lady in red');
  const parked = await parkAs(two, '');
  expect(parked.parked).toMatchObject({ name: 'Rice 10:15', by: it.till.cashier.id });
  expect(await namesOfParked()).toEqual(['Rice 10:15', 'The lady in red']);

  expect(await resumeCart(it.till, one.id)).toEqual({ kind: 'resumed', cart: one });
  expect(await namesOfParked()).toEqual(['Rice 10:15']);
  expect(await it.post(one)).toMatchObject({ kind: 'posted', id: one.id });
  expect(await resumeCart(it.till, two.id)).toEqual({ kind: 'resumed', cart: two });
  expect(await it.post(two)).toMatchObject({ kind: 'posted', id: two.id });
  expect(await it.rows('select * from drafts')).toEqual([]);
});

test('[R2-2] a tab that opens takes up what was left open, and nothing that is parked', async () => {
  const [parked, left] = [await it.cartOf(2), await it.cartOf(3)];
  await saveDraft(it.till, left);
  await parkAs(parked, 'Later');
  const claim = async () => true;
  expect(await claimDraft(it.till, claim)).toEqual(left);
  await it.post(left);
  expect((await claimDraft(it.till, claim)).lines).toEqual([]);
  expect(await namesOfParked()).toEqual(['Later']);
});

test('what another tab has open is neither taken up nor discarded; what is gone is told', async () => {
  const cart = await it.cartOf(2);
  await parkAs(cart, 'Later');
  const letGo = await holdDraft(cart.id);
  expect(await resumeCart(it.till, cart.id)).toEqual({ kind: 'elsewhere' });
  expect(await discardParked(it.till, cart.id)).toEqual({ kind: 'elsewhere' });
  letGo!();
  // Its lock is free as soon as one is given it.
  await navigator.locks.request(`flux-draft-${cart.id}`, () => undefined);
  // By two at once: one has it.
  const both = await Promise.all([resumeCart(it.till, cart.id), resumeCart(it.till, cart.id)]);
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['elsewhere', 'resumed']);
  await it.post(cart);
  const other = await it.cartOf(1);
  await parkAs(other, 'Other');
  await resumeCart(it.till, other.id);
  expect(await resumeCart(it.till, cart.id)).toEqual({ kind: 'gone' });
});

test('what was discarded can be brought back as it was', async () => {
  const cart = await it.cartOf(2);
  const parked = await parkAs(cart, 'Later');
  expect(await discardParked(it.till, cart.id)).toEqual({ kind: 'discarded', cart: parked });
  expect(await namesOfParked()).toEqual([]);
  expect(await discardParked(it.till, cart.id)).toEqual({ kind: 'gone' });
  expect(await parkAgain(it.till, parked)).toEqual({ kind: 'saved' });
  expect(await resumeCart(it.till, cart.id)).toEqual({ kind: 'resumed', cart });
});
