import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from './business-date.ts';
import { isOverdue, refusalOfCredit, type CreditStanding } from './credit.ts';
import { makeCustomerPayment, type PaidByCustomer } from './customer-payment.ts';
import { creditOf, settlePayments, type PaymentInput } from './payment.ts';

const today = '2026-11-23';
const standing: CreditStanding = {
  credit_limit_minor: 1000,
  credit_days: 30,
  owed_minor: 400,
  oldest_due_date: '2026-11-23',
};
const faults = (change: Partial<CreditStanding>, creditMinor: number) =>
  refusalOfCredit({ ...standing, ...change }, creditMinor, today)?.faults ?? [];

describe('[R4.1-12] what may go on credit', () => {
  test.each<[string, Partial<CreditStanding>, number, readonly string[]]>([
    ['up to the limit, debts due today', {}, 600, []],
    ['one more than the limit', {}, 601, ['limit']],
    ['a debt that was due yesterday', { oldest_due_date: '2026-11-22' }, 1, ['overdue']],
    ['both', { oldest_due_date: '2025-11-24' }, 601, ['limit', 'overdue']],
    [
      'a customer without credit',
      { credit_limit_minor: 0, owed_minor: 0, oldest_due_date: null },
      1,
      ['limit'],
    ],
    [
      'what the customer is owed',
      { credit_limit_minor: 0, owed_minor: -300, oldest_due_date: null },
      300,
      [],
    ],
    ['more than that', { credit_limit_minor: 0, owed_minor: -300, oldest_due_date: null }, 301, ['limit']],
    ['nothing at all, whatever is owed', { owed_minor: 5000, oldest_due_date: '2020-01-01' }, 0, []],
  ])('%s', (_, change, creditMinor, expected) => expect(faults(change, creditMinor)).toEqual(expected));

  test('a day is counted in days, over months, years and leap days', () => {
    expect(addDays('2026-11-23', 0)).toBe('2026-11-23');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-03-01', 30)).toBe('2026-03-31');
    expect([isOverdue('2026-11-23', today), isOverdue('2026-11-22', today), isOverdue(null, today)]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('[R3.2-3] a part on credit', () => {
  const credit = (amount_minor: number): PaymentInput => ({ method: 'credit', amount_minor });
  const cash = (tendered_minor: number): PaymentInput => ({ method: 'cash', tendered_minor });

  test('is owed exactly; coins round what cash pays of the rest', () => {
    expect(settlePayments(1003, [cash(1000), credit(500)], 5)).toMatchObject({
      change_minor: 495,
      payments: [
        { method: 'credit', amount_minor: 500, rounding_minor: 0, tendered_minor: 500, change_minor: 0 },
        { method: 'cash', amount_minor: 503, rounding_minor: 2, tendered_minor: 1000, change_minor: 495 },
      ],
    });
  });
  test('all of it asks for no cash', () => {
    const settled = settlePayments(1003, [credit(1003)], 5);
    expect(settled).toMatchObject({ change_minor: 0, payments: [{ method: 'credit', amount_minor: 1003 }] });
  });
  test.each<[string, readonly PaymentInput[], string]>([
    ['more than is to pay', [credit(1004)], 'payment_excess'],
    ['nothing', [credit(0), cash(1003)], 'payment_invalid'],
    ['two of them', [credit(500), credit(503)], 'payment_invalid'],
    ['less than is to pay', [credit(1002)], 'payment_short'],
  ])('%s is refused', (_, inputs, kind) => {
    expect(settlePayments(1003, inputs, 1)).toMatchObject({ refusal: { kind } });
  });
  test('what is said to be on credit is what is owed', () => {
    const parts = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 900 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), parts, (total, [given, owed]) => {
        const inputs = [cash(given), credit(owed)];
        const settled = settlePayments(total, inputs, 5);
        if (settled.kind === 'refused') return;
        const amounts = settled.payments.filter(({ method }) => method === 'credit');
        expect(amounts.map(({ amount_minor }) => amount_minor)).toEqual([creditOf(inputs)]);
      }),
    );
  });
});

describe('[R3.2-3] a customer payment', () => {
  const context = {
    location_id: 'l',
    device_id: 'd',
    cashier_id: 'c',
    approval: null,
    currency: 'EUR',
    cash_rounding_minor: 5,
    business_date: today,
    at: '2026-11-23T10:00:00.000Z',
  };
  const paid: PaidByCustomer = {
    id: 'p',
    customer_id: 'k',
    amount_minor: 1003,
    given: { method: 'cash', tendered_minor: 2000 },
    note: ' By her son. ',
  };

  test('in cash gives change, rounded to the coin', () => {
    expect(makeCustomerPayment(paid, context)).toMatchObject({
      payload: {
        method: 'cash',
        amount_minor: 1003,
        rounding_minor: 2,
        tendered_minor: 2000,
        change_minor: 995,
        note: 'By her son.',
      },
    });
  });
  test('by card is exact, with its reference', () => {
    const given = { method: 'card', amount_minor: 1003, reference: ' T 7 ' } as const;
    expect(makeCustomerPayment({ ...paid, given }, context)).toMatchObject({
      payload: { method: 'card', amount_minor: 1003, tendered_minor: 1003, reference: 'T 7' },
    });
  });
  test.each<[string, Partial<PaidByCustomer>, string]>([
    ['of nothing', { amount_minor: 0 }, 'payment_invalid'],
    ['of half a cent', { amount_minor: 0.5 }, 'payment_invalid'],
    ['with less than its amount', { given: { method: 'cash', tendered_minor: 1000 } }, 'payment_short'],
    [
      'with more on the card than its amount',
      { given: { method: 'card', amount_minor: 1004, reference: '' } },
      'payment_excess',
    ],
    ['with a note that is too long', { note: 'x'.repeat(501) }, 'text_too_long'],
  ])('%s is refused', (_, change, kind) => {
    expect(makeCustomerPayment({ ...paid, ...change }, context)).toMatchObject({ refusal: { kind } });
  });
});
