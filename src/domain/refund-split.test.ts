import { expect, test } from 'vitest';
import { refundsFor, type RefundWay } from './refund-split.ts';

const card = (amount_minor: number) => ({ method: 'card', amount_minor });
const credit = (amount_minor: number) => ({ method: 'credit', amount_minor });
const cash = (amount_minor: number) => ({ method: 'cash', amount_minor });

const cases: readonly [
  string,
  number,
  RefundWay,
  { paid: ReturnType<typeof card>[]; refunded: ReturnType<typeof card>[] },
  object[],
][] = [
  ['cash was paid', 500, 'as_paid', { paid: [cash(900)], refunded: [] }, [cash(500)]],
  ['a card paid', 500, 'as_paid', { paid: [card(900)], refunded: [] }, [card(500)]],
  ['both paid', 500, 'as_paid', { paid: [card(300), cash(600)], refunded: [] }, [card(300), cash(200)]],
  [
    'the card has some back already',
    500,
    'as_paid',
    { paid: [card(300), cash(600)], refunded: [card(200)] },
    [card(100), cash(400)],
  ],
  [
    'the card has all of it back',
    500,
    'as_paid',
    { paid: [card(300), cash(600)], refunded: [card(300)] },
    [cash(500)],
  ],
  ['all in cash', 500, 'cash', { paid: [card(900)], refunded: [] }, [cash(500)]],
  ['all to the card', 500, 'card', { paid: [cash(900)], refunded: [] }, [card(500)]],
  [
    'a part is owed',
    500,
    'as_paid',
    { paid: [card(100), credit(300), cash(600)], refunded: [] },
    [credit(300), card(100), cash(100)],
  ],
  ['all off what is owed', 500, 'credit', { paid: [cash(900)], refunded: [] }, [credit(500)]],
  ['nothing', 0, 'as_paid', { paid: [card(900)], refunded: [] }, [cash(0)]],
];
test.each(cases)('%s', (_name, total, way, money, refunds) => {
  expect(refundsFor(total, way, money, 'slip 7')).toMatchObject(refunds);
  expect(refundsFor(total, way, money, '')).toHaveLength(refunds.length);
});
