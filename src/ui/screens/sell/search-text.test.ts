import { expect, test } from 'vitest';
import { readScan, readSearch } from './search-text.ts';

test('a quantity in front of the name, or none', () => {
  expect(readSearch('3*milk')).toEqual({ quantityText: '3', words: 'milk' });
  expect(readSearch(' 1,250 x apples ')).toEqual({ quantityText: '1,250', words: 'apples' });
  expect(readSearch('4006381333931')).toEqual({ quantityText: null, words: '4006381333931' });
  expect(readSearch('7up')).toEqual({ quantityText: null, words: '7up' });
  expect(readSearch('3*')).toEqual({ quantityText: '3', words: '' });
});

test('a scan with the quantity that was typed right before it', () => {
  expect(readScan('3*4006381333931')).toEqual({ quantityText: '3', code: '4006381333931' });
  expect(readScan('0.355*2012345678900')).toEqual({ quantityText: '0.355', code: '2012345678900' });
  expect(readScan('4006381333931')).toEqual({ quantityText: null, code: '4006381333931' });
  expect(readScan('12X345')).toEqual({ quantityText: null, code: '12X345' });
});
