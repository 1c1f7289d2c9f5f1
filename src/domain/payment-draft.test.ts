import { expect, test } from 'vitest';
import { isEmptyPayment, newPayment, readPayment } from './payment-draft.ts';

const coins = { currency_decimals: 2, cash_rounding_minor: 5 };
const blank = newPayment('p', '2026-11-20T10:00:00.000Z', 'c');

test('an empty amount is all that is owed, in coins that there are', () => {
  expect(isEmptyPayment(blank)).toBe(true);
  expect(readPayment(blank, 1002, coins)).toMatchObject({
    amount_minor: 1002,
    due_minor: 1000,
    paid: { id: 'p', customer_id: 'c', amount_minor: 1002, given: { method: 'cash', tendered_minor: 1000 } },
    refusal: null,
  });
  expect(readPayment(blank, -300, coins)).toMatchObject({ amount_minor: 0, paid: null, refusal: null });
});

test('what is typed counts: change, more than is owed, a card to the cent', () => {
  const cash = { ...blank, amount: '6', tendered: '10' };
  expect(isEmptyPayment(cash)).toBe(false);
  expect(readPayment(cash, 500, coins)).toMatchObject({ change_minor: 400, over_minor: 100 });
  const card = { ...blank, method: 'card', amount: '3.33', reference: 'T1', note: 'by phone' } as const;
  expect(readPayment(card, 500, coins)).toMatchObject({
    due_minor: 333,
    over_minor: 0,
    paid: { given: { method: 'card', amount_minor: 333, reference: 'T1' }, note: 'by phone' },
  });
});

test('what is no amount, and cash that is not enough, are no payment', () => {
  for (const typed of [{ amount: '1x' }, { amount: '5', tendered: '2' }, { tendered: 'x' }])
    expect(readPayment({ ...blank, ...typed }, 500, coins)).toMatchObject({ paid: null });
  expect(readPayment({ ...blank, amount: '1x' }, 500, coins).refusal).toEqual({ kind: 'payment_invalid' });
});
