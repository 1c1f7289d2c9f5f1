import { expect, test } from 'vitest';
import { findActs } from './find-acts.ts';

const all = ['Pay', 'Park the sale', 'Items: import', 'Import items'].map((word) => ({ word }));
const words = (text: string) => findActs(all, text).map(({ word }) => word);

test('all words in any order, what begins with the first of them first; all without words', () => {
  expect(words('')).toEqual(['Pay', 'Park the sale', 'Items: import', 'Import items']);
  expect(words('import ITEMS')).toEqual(['Import items', 'Items: import']);
  expect(words('sale')).toEqual(['Park the sale']);
  expect(words('zebra')).toEqual([]);
});
