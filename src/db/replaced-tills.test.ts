import { expect, test } from 'vitest';
import type { DurableStore } from './platform.ts';
import { replacedTills } from './replaced-tills.ts';

function storage(): DurableStore {
  const values = new Map<string, string>();
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    durable: () => Promise.resolve(),
  };
}

test('[T007] what a lost till may have taken with it is known until somebody confirms it, of each till and location', async () => {
  const kept = storage();
  const seven = { code: '07', lastNumbers: ['S-KL1-07-000009'] };
  const eight = { code: '08', lastNumbers: [] };
  await replacedTills(kept, 'l').note(seven);
  await replacedTills(kept, 'l').note(eight);
  await replacedTills(kept, 'l').note(eight);
  expect(replacedTills(kept, 'l').unconfirmed()).toEqual([seven, eight]);
  expect(replacedTills(kept, 'm').unconfirmed()).toEqual([]);
  await replacedTills(kept, 'l').confirm('07');
  expect(replacedTills(kept, 'l').unconfirmed()).toEqual([eight]);
  await replacedTills(kept, 'l').confirm('08');
  expect(replacedTills(kept, 'l').unconfirmed()).toEqual([]);
});

test('what another build left there counts as nothing', () => {
  const odd = storage();
  odd.setItem('flux.numbers.missing.l', '[{"code":7}]');
  expect(replacedTills(odd, 'l').unconfirmed()).toEqual([]);
});
