import { expect, test } from 'vitest';
import { readSearch } from './search-text.ts';

test('a quantity in front of the name, or none', () => {
  expect(readSearch('3*milk')).toEqual({ quantityText: '3', words: 'milk' });
  expect(readSearch(' 1,250 x apples ')).toEqual({ quantityText: '1,250', words: 'apples' });
  expect(readSearch('4006381333931')).toEqual({ quantityText: null, words: '4006381333931' });
  expect(readSearch('7up')).toEqual({ quantityText: null, words: '7up' });
});
