import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exchangeRows, givenInputs, netOf, withGiven } from './exchange.ts';
import { cashDue, settlePayments, type PaymentInput, type SettledPayment } from './payment.ts';
import { settleRefunds } from './sale-return.ts';

const back = (method: SettledPayment['method'], amount_minor: number, coin = 1) =>
  settleRefunds([{ method, amount_minor, reference: method === 'card' ? 'slip' : '' }], coin);

function sell(
  total: number,
  refunds: readonly SettledPayment[],
  inputs: readonly PaymentInput[] = [],
  coin = 1,
) {
  const settled = settlePayments(total, withGiven(givenInputs(refunds, total), inputs), coin);
  if (settled.kind === 'refused') throw new Error(JSON.stringify(settled));
  return settled.payments;
}

test('5.00 comes back, 7.00 is taken: the drawer gets 2.00, whatever note pays it', () => {
  const refunds = back('cash', 500);
  const paid = sell(700, refunds, [{ method: 'cash', tendered_minor: 500 }]);
  expect(netOf('cash', paid, refunds)).toBe(200);
  expect(exchangeRows(paid, refunds)).toEqual([
    { kind: 'paid', method: 'cash', amount_minor: 500 },
    { kind: 'change', method: 'cash', amount_minor: 300 },
  ]);
});

test('the difference by card leaves the drawer as it was', () => {
  const refunds = back('cash', 500);
  const paid = sell(700, refunds, [{ method: 'card', amount_minor: 200, reference: '4711' }]);
  expect(netOf('cash', paid, refunds)).toBe(0);
  expect(netOf('card', paid, refunds)).toBe(200);
  expect(exchangeRows(paid, refunds)).toEqual([{ kind: 'paid', method: 'card', amount_minor: 200 }]);
});

test('less is taken than came back: the rest goes back in the way it was paid', () => {
  for (const method of ['cash', 'card', 'credit'] as const) {
    const refunds = back(method, 700);
    const paid = sell(500, refunds);
    expect(exchangeRows(paid, refunds)).toEqual([{ kind: 'back', method, amount_minor: 200 }]);
  }
});

test('as much as came back moves nothing', () => {
  const refunds = [...back('card', 300), ...back('cash', 200)];
  expect(exchangeRows(sell(500, refunds), refunds)).toEqual([]);
});

test('cards pay before cash, so cash that is not needed goes back as cash', () => {
  const refunds = [...back('card', 500), ...back('cash', 200)];
  expect(exchangeRows(sell(400, refunds), refunds)).toEqual([
    { kind: 'back', method: 'card', amount_minor: 100 },
    { kind: 'back', method: 'cash', amount_minor: 200 },
  ]);
});

test('what comes off a debt and goes on credit again is one part of the sale', () => {
  const refunds = back('credit', 500);
  const paid = sell(700, refunds, [{ method: 'credit', amount_minor: 200 }]);
  expect(paid).toMatchObject([{ method: 'credit', amount_minor: 700 }]);
  expect(netOf('credit', paid, refunds)).toBe(200);
});

test('whatever the ways and the coin: the sale is settled, and what moves is its total less what came back, but for coins', () => {
  const amount = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(
      fc.record({ card: amount, credit: amount, cash: amount, total: fc.integer({ min: 1, max: 200_000 }) }),
      fc.constantFrom(1, 5, 100),
      fc.integer({ min: 0, max: 5000 }),
      ({ card, credit, cash, total }, coin, extra) => {
        const refunds = [...back('credit', credit), ...back('card', card), ...back('cash', cash, coin)];
        const covered = givenInputs(refunds, total);
        const left =
          total -
          covered.reduce(
            (sum, one) => sum + ('amount_minor' in one ? one.amount_minor : one.tendered_minor),
            0,
          );
        const due = left > 0 ? cashDue(left, coin) + coin : 0;
        const paid = sell(
          total,
          refunds,
          due > 0 ? [{ method: 'cash', tendered_minor: due + extra }] : [],
          coin,
        );
        expect(paid.reduce((sum, one) => sum + one.amount_minor, 0)).toBe(total);
        const moved = (['cash', 'card', 'credit'] as const).reduce(
          (sum, way) => sum + netOf(way, paid, refunds),
          0,
        );
        const rounding = (all: readonly SettledPayment[]) =>
          all.reduce((sum, one) => sum + one.rounding_minor, 0);
        expect(moved).toBe(total + rounding(paid) - (card + credit + cash + rounding(refunds)));
        const shown = exchangeRows(paid, refunds).reduce(
          (sum, { kind, amount_minor }) => sum + (kind === 'paid' ? amount_minor : -amount_minor),
          0,
        );
        expect(shown).toBe(moved);
      },
    ),
  );
});
