import { expect, test } from 'vitest';
import { differing, standingOf, valuesOf, type Lost } from './master-conflict.ts';

const [vat, none] = ['vat', 'none'];
const lost: Lost = {
  loser: { price_minor: 300, tax_rate_id: vat },
  winner: { price_minor: 280, tax_rate_id: vat },
  present: { name: 'Rice', price_minor: 280, tax_rate_id: vat },
  isBarcodeTaken: false,
};
const standing = (change: Partial<Lost>) => standingOf({ ...lost, ...change });

test('[R9.1-3] what lost can be restored, unless it is there, has nothing to be set on, or belongs to another item now', () => {
  expect(standing({})).toBe('restorable');
  expect(standing({ present: null })).toBe('no_record');
  expect(standing({ present: { ...lost.loser, name: 'Rice' } })).toBe('in_use');
  // All that belongs together has to be there.
  expect(standing({ present: { name: 'Rice', price_minor: 300, tax_rate_id: none } })).toBe('changed_since');
  expect(standing({ present: { name: 'Rice', price_minor: 275, tax_rate_id: vat } })).toBe('changed_since');
});

test('[R9.1-3] a barcode that another item took', () => {
  const barcode = { loser: { barcode: '123' }, winner: { id: 'other', barcode: '123' } };
  const without = { name: 'Rice', barcode: null };
  expect(standing({ ...barcode, present: without, isBarcodeTaken: true })).toBe('taken');
  expect(standing({ ...barcode, present: without })).toBe('restorable');
  expect(standing({ ...barcode, present: { ...without, barcode: '999' } })).toBe('changed_since');
  expect(standing({ ...barcode, present: { ...without, barcode: '123' } })).toBe('in_use');
});

test('of columns that belong together only those that differ are of interest', () => {
  expect(differing(lost.loser, lost.winner)).toEqual(['price_minor']);
  expect(differing({ barcode: '123' }, { id: 'other', barcode: '123' })).toEqual([]);
});

test('values are as a record of the device has them', () => {
  expect(valuesOf('{"is_archived":true,"name":"Rice","barcode":null,"price_minor":250}')).toEqual({
    is_archived: 1,
    name: 'Rice',
    barcode: null,
    price_minor: 250,
  });
  expect([valuesOf(null), valuesOf('7'), valuesOf('{"odd":[1]}')]).toEqual([{}, {}, { odd: '[1]' }]);
});
