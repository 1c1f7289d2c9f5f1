import { expect, test } from 'vitest';
import { items } from '#ui/masters/goods.ts';
import { locationSettings } from '#ui/masters/location.ts';
import { formState, isTouched } from './form-state.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };
const uuid = '11111111-1111-4111-8111-111111111111';
const rice = {
  id: uuid,
  name: 'Rice',
  barcode: '4006381333931',
  category_id: uuid,
  unit_id: uuid,
  tax_rate_id: uuid,
  price_minor: 250,
  cost_minor: 100,
  is_batch_tracked: 0,
  is_archived: 0,
};

test('a form that nobody touched has nothing to save, and follows the row', () => {
  const before = formState(items, rice, {}, euro);
  expect(before).toMatchObject({ columns: {}, faults: [], texts: { name: 'Rice', price_minor: '2.50' } });
  const meanwhile = { ...rice, name: 'Rice 1kg', price_minor: 275 };
  const after = formState(items, meanwhile, { price_minor: '3' }, euro);
  expect(after.texts).toMatchObject({ name: 'Rice 1kg', price_minor: '3' });
  expect(after.columns).toEqual({ price_minor: 300 });
});

test('what is typed as it was is not saved', () => {
  const typed = { name: ' Rice ', price_minor: '2,5', barcode: '4006381333931' };
  const state = formState(items, rice, typed, euro);
  expect(state.columns).toEqual({});
  expect(isTouched(state, typed, {})).toBe(false);
});

test('of a new record all is saved, and what is missing is said of each field', () => {
  const state = formState(items, null, { name: 'Tea', price_minor: 'much' }, euro);
  expect(state.columns).toMatchObject({
    name: 'Tea',
    barcode: null,
    cost_minor: 0,
    is_batch_tracked: 0,
    is_archived: 0,
  });
  expect(state.faults.map(({ column, kind }) => [column, kind])).toEqual([
    ['price_minor', 'malformed'],
    ['category_id', 'required'],
    ['unit_id', 'required'],
    ['tax_rate_id', 'required'],
  ]);
  expect(
    isTouched(formState(items, null, { unit_id: uuid }, euro), { unit_id: uuid }, { unit_id: uuid }),
  ).toBe(false);
  expect(isTouched(state, { name: 'Tea' }, {})).toBe(true);
});

test('an amount has the decimals that the same form says', () => {
  const settings = { id: uuid, currency: 'EUR', currency_decimals: 2, cash_rounding_minor: 5 };
  expect(formState(locationSettings, settings, {}, euro).texts['cash_rounding_minor']).toBe('0.05');
  const typed = { currency: 'JPY', currency_decimals: '0', cash_rounding_minor: '10' };
  expect(formState(locationSettings, settings, typed, euro).columns).toEqual({
    currency: 'JPY',
    currency_decimals: 0,
    cash_rounding_minor: 10,
  });
});
