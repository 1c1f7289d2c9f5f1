import { expect, test } from 'vitest';
import { choiceOptions } from './choice-options.ts';

const tea = { id: '8f0c', name: 'Tea' };

test('what is chosen is never shown by its id, nor twice', () => {
  expect(choiceOptions([], '8f0c', true)).toEqual([{ value: '8f0c', label: '…' }]);
  expect(choiceOptions([tea], '8f0c', true)).toEqual([{ value: '8f0c', label: 'Tea' }]);
  expect(choiceOptions([tea], '8f0c', false)).toEqual([{ value: '8f0c', label: 'Tea' }]);
  expect(choiceOptions([], '', true)).toEqual([]);
});
