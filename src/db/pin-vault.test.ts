import { expect, test } from 'vitest';
import { memoryPinStore } from '#tests/support/memory-pin-store.ts';
import { pinVault, type PinCheck } from './pin-vault.ts';

const casey = { user_id: 'casey', name: 'Casey', role: 'cashier' } as const;
const morgan = { user_id: 'morgan', name: 'Morgan', role: 'manager' } as const;

/** A device with a steady clock that the test moves; `restart()`: the same disk, and a clock that begins anew. */
async function world() {
  const store = memoryPinStore();
  let steadyMs = 1_000;
  const open = () => pinVault(store, 'shop', () => steadyMs);
  const it = {
    store,
    vault: open(),
    pass: (ms: number) => (steadyMs += ms),
    restart() {
      steadyMs = 50;
      it.vault = open();
    },
    anotherTab: open,
    guess: async (times: number) => {
      const answers: PinCheck[] = [];
      for (let n = 0; n < times; n += 1) answers.push(await it.vault.check('casey', '1358'));
      return answers;
    },
  };
  await it.vault.enrol(casey, '1357', '2026-11-23T08:00:00.000Z');
  return it;
}

test('the right PIN of the right person is right, and nothing else is', async () => {
  const { vault } = await world();
  await vault.enrol(morgan, '8024', '2026-11-23T08:01:00.000Z');
  expect(await vault.check('casey', '1357')).toEqual({ kind: 'right' });
  expect(await vault.check('casey', '8024')).toMatchObject({ kind: 'wrong' });
  expect(await vault.check('morgan', '08024')).toMatchObject({ kind: 'wrong' });
  expect(await vault.check('nobody', '1357')).toEqual({ kind: 'not_enrolled' });
  expect((await vault.people()).map(({ name, role }) => [name, role])).toEqual([
    ['Casey', 'cashier'],
    ['Morgan', 'manager'],
  ]);
});

test('a new PIN replaces the old one; a removed one is gone, at its own location only', async () => {
  const { vault, store } = await world();
  const elsewhere = pinVault(store, 'warehouse');
  await elsewhere.enrol(casey, '6802', '2026-11-23T08:00:00.000Z');
  await vault.enrol(casey, '9753', '2026-11-23T09:00:00.000Z');
  expect((await vault.check('casey', '1357')).kind).toBe('wrong');
  expect((await vault.check('casey', '9753')).kind).toBe('right');
  await vault.clear();
  expect(await vault.people()).toEqual([]);
  expect((await elsewhere.check('casey', '6802')).kind).toBe('right');
});

test('what is kept is neither the PIN nor worth anything on another device', async () => {
  const { store, vault } = await world();
  await vault.enrol(morgan, '1357', '2026-11-23T08:00:00.000Z');
  const [one, two] = await store.all();
  expect(Buffer.from(one!.verifier).equals(Buffer.from(two!.verifier))).toBe(false);
  await expect(crypto.subtle.exportKey('raw', await store.key())).rejects.toThrow(/extractable/);
  const other = memoryPinStore();
  for (const record of await store.all()) await other.change('shop', record.user_id, () => record);
  expect((await pinVault(other, 'shop').check('casey', '1357')).kind).toBe('wrong');
});

test('after five wrong ones nobody is asked for 30 s, then a wrong one costs a minute; the right one forgives', async () => {
  const it = await world();
  expect(await it.guess(6)).toEqual([
    { kind: 'wrong', tries_left: 4, wait_ms: 0 },
    { kind: 'wrong', tries_left: 3, wait_ms: 0 },
    { kind: 'wrong', tries_left: 2, wait_ms: 0 },
    { kind: 'wrong', tries_left: 1, wait_ms: 0 },
    { kind: 'wrong', tries_left: 0, wait_ms: 30_000 },
    { kind: 'wait', wait_ms: 30_000 },
  ]);
  it.pass(29_999);
  expect(await it.vault.check('casey', '1357')).toEqual({ kind: 'wait', wait_ms: 1 });
  it.pass(1);
  expect(await it.guess(1)).toEqual([{ kind: 'wrong', tries_left: 0, wait_ms: 60_000 }]);
  it.pass(60_000);
  expect(await it.vault.check('casey', '1357')).toEqual({ kind: 'right' });
  expect(await it.guess(1)).toEqual([{ kind: 'wrong', tries_left: 4, wait_ms: 0 }]);
});

test('a restart ends no wait, and the time that nobody measured does not count', async () => {
  const it = await world();
  await it.guess(5);
  it.pass(10_000);
  expect(await it.vault.waitOf('casey')).toBe(20_000);
  it.restart();
  expect(await it.vault.check('casey', '1357')).toEqual({ kind: 'wait', wait_ms: 20_000 });
  it.pass(20_000);
  expect((await it.vault.check('casey', '1357')).kind).toBe('right');
});

test('a second tab is no second chance, and pulling the plug in the middle of a try neither', async () => {
  const it = await world();
  await it.guess(3);
  const other = it.anotherTab();
  const both = await Promise.all([
    it.vault.check('casey', '1359'),
    other.check('casey', '1350'),
    other.check('casey', '1351'),
  ]);
  expect(both.map(({ kind }) => kind)).toEqual(['wrong', 'wrong', 'wait']);
  // A tab measures from when it first hears of a wait.
  expect(await it.vault.waitOf('casey')).toBe(30_000);
  it.pass(15_000);
  expect(await it.vault.waitOf('casey')).toBe(15_000);
  expect(await other.waitOf('casey')).toBe(15_000);
  it.pass(15_000);
  // Asked, and never answered: the page is gone.
  void it.vault.check('casey', '1352');
  it.restart();
  expect(await it.vault.check('casey', '1357')).toEqual({ kind: 'wait', wait_ms: 60_000 });
});
