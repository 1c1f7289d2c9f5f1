import { expect, test } from 'vitest';
import { addItem, newCart, type Cart, type SellableItem } from '#domain/cart.ts';
import { createCartStore, type SaveCart } from './cart-store.ts';

const milk: SellableItem = {
  id: 'milk',
  name: 'Milk',
  unit_symbol: 'pcs',
  quantity_decimals: 0,
  tax_rate_id: 'tax',
  tax_rate_ppm: 0,
  price_minor: 100,
  is_batch_tracked: 0,
};

function storeWith(save: SaveCart) {
  const next = () => newCart('second', '2026-11-22T10:00:00.000Z');
  return createCartStore({ first: newCart('first', '2026-11-22T09:00:00.000Z'), save, next });
}

test('[R2-2] every change of the cart is saved, the last one last, one at a time', async () => {
  const saved: Cart[] = [];
  let running = 0;
  const store = storeWith(async (cart) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
    saved.push(cart);
    running -= 1;
    return { kind: 'saved' };
  });
  for (let i = 0; i < 10; i += 1) store.change((cart) => addItem(cart, milk, { lineId: `line-${i}` }));
  await store.saved();
  expect(saved.at(-1)).toEqual(store.get().cart);
  expect(store.get().cart.lines[0]?.quantity_milli).toBe(10_000);
});

test('a cart that could not be saved says so until it is', async () => {
  let isFull = true;
  const store = storeWith(async () =>
    isFull ? { kind: 'refused', refusal: { kind: 'storage_full' } } : { kind: 'saved' },
  );
  store.change((cart) => addItem(cart, milk, { lineId: 'a' }));
  await store.saved();
  expect(store.get().unsaved).toEqual({ kind: 'storage_full' });
  isFull = false;
  store.change((cart) => addItem(cart, milk, { lineId: 'b' }));
  await store.saved();
  expect(store.get().unsaved).toBeNull();
});

test('a removed line leaves the selection on the last one, a new sale on none', () => {
  const store = storeWith(async () => ({ kind: 'saved' }));
  store.change((cart) => addItem(cart, milk, { lineId: 'a' }));
  store.change((cart) => addItem(cart, { ...milk, id: 'rice' }, { lineId: 'b' }), 'a');
  expect(store.get().selectedId).toBe('a');
  store.change((cart) => ({ ...cart, lines: cart.lines.filter((line) => line.id !== 'a') }));
  expect(store.get().selectedId).toBe('b');
  store.startNew();
  expect(store.get()).toMatchObject({ cart: { id: 'second', lines: [] }, selectedId: null });
});

test('changes are taken back one by one, the selection with them, and saved; a new sale has none', async () => {
  const saved: Cart[] = [];
  const store = storeWith(async (cart) => {
    saved.push(cart);
    return { kind: 'saved' };
  });
  expect(store.get().canUndo).toBe(false);
  expect(store.undo()).toBeNull();
  store.change((cart) => addItem(cart, milk, { lineId: 'a' }), 'a');
  store.change((cart) => addItem(cart, { ...milk, id: 'rice' }, { lineId: 'b' }), 'b');
  const both = store.get().cart;
  store.change((cart) => ({ ...cart, lines: [] }));
  const cleared = store.get().cart;
  expect(store.undo()).toBe(cleared);
  expect(store.get()).toMatchObject({ cart: both, selectedId: 'b', canUndo: true });
  await store.saved();
  expect(saved.at(-1)).toEqual(both);
  store.undo();
  store.undo();
  expect(store.get()).toMatchObject({ cart: { lines: [] }, canUndo: false });
  store.change((cart) => addItem(cart, milk, { lineId: 'c' }));
  store.startNew();
  expect(store.get().canUndo).toBe(false);
  expect(store.undo()).toBeNull();
});
