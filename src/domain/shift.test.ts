import { expect, test } from 'vitest';
import { denominationsOf } from './denominations.ts';
import {
  countAnew,
  countDone,
  moveCash,
  newShift,
  readCounts,
  type CashMovement,
  type OpenShift,
} from './open-shift.ts';
import { drawerOf, makeShift, type Takings } from './shift.ts';

const open: OpenShift = newShift({
  id: 'z',
  opened_at: '2026-03-02T08:00:00.000Z',
  opened_by: 'casey',
  float_minor: 10_000,
  after: { sales_invoice: 7 },
});
const movement: CashMovement = {
  id: 'm',
  direction: 'out',
  amount_minor: 300,
  reason: ' Stamps\n',
  moved_at: '2026-03-02T09:00:00.000Z',
  cashier_id: 'casey',
};
const takings: Takings = {
  sources: [
    {
      entity_type: 'sales_invoice',
      after_sequence: 7,
      last_sequence: 9,
      document_count: 2,
      total_minor: 749,
      unposted_count: 0,
      unposted_minor: 0,
      unposted_numbers: '',
    },
  ],
  tenders: [
    { method: 'card', payment_count: 1, amount_minor: 249 },
    { method: 'cash', payment_count: 1, amount_minor: 500 },
    { method: 'voucher', payment_count: 1, amount_minor: 5 },
  ],
};
const context = {
  location_id: 'l',
  device_id: 'd',
  cashier_id: 'casey',
  approval: null,
  currency: 'EUR',
  currency_decimals: 2,
  business_date: '2026-03-02',
  at: '2026-03-02T17:00:00.000Z',
  newId: () => 'new',
};
const changed = (shift: ReturnType<typeof moveCash>): OpenShift => {
  if ('kind' in shift) throw new Error(shift.refusal.kind);
  return shift;
};
const refusalOf = (result: object) =>
  'refusal' in result ? (result.refusal as { kind: string }).kind : null;

test('what a drawer should hold: float, cash of the tenders, cash in less cash out', () => {
  const moved = changed(moveCash(open, movement));
  const both = changed(moveCash(moved, { ...movement, direction: 'in', amount_minor: 1000 }));
  expect(drawerOf(both, takings.tenders)).toEqual({
    cash_minor: 500,
    in_minor: 1000,
    out_minor: 300,
    expected_minor: 11_200,
  });
});

test('cash moves for a reason and an amount, or it is refused', () => {
  expect(changed(moveCash(open, movement)).movements[0]!.reason).toBe('Stamps');
  expect(refusalOf(moveCash(open, { ...movement, reason: ' ' }))).toBe('text_missing');
  expect(refusalOf(moveCash(open, { ...movement, reason: 'x'.repeat(201) }))).toBe('text_too_long');
  for (const amount_minor of [0, -1, 1.5, Number.NaN, 1e12])
    expect(refusalOf(moveCash(open, { ...movement, amount_minor }))).toBe('payment_invalid');
});

test('a count is pieces of coins and notes, largest first, and maybe a sum', () => {
  expect(readCounts({ '5': '3', '10000': ' 2 ', '200': '0', '50': '', sum: '1,25' }, 2)).toEqual({
    counts: [
      { denomination_minor: 10_000, pieces: 2, amount_minor: 20_000 },
      { denomination_minor: 125, pieces: 1, amount_minor: 125 },
      { denomination_minor: 5, pieces: 3, amount_minor: 15 },
    ],
    total_minor: 20_140,
    faults: [],
  });
  expect(readCounts({ '5': '1.5', '10': '-1', '20': 'x', '50': '99999999', sum: 'a' }, 2).faults).toEqual([
    '5',
    '10',
    '20',
    '50',
    'sum',
  ]);
});

test('a count that is whole may be begun anew, and the shift remembers it', () => {
  expect(refusalOf(countDone({ ...open, counts: { '5': 'x' } }, 'now', 2))).toBe('count_invalid');
  const done = changed(countDone({ ...open, counts: { '5': '1' } }, 'now', 2));
  expect(done.counted_at).toBe('now');
  expect(countAnew(done)).toMatchObject({ counted_at: null, recount_count: 1, counts: { '5': '1' } });
  expect(countAnew(open)).toBe(open);
});

test('a shift closes once it is counted; a difference is explained', () => {
  const counted = { ...open, counts: { '10000': '1', '500': '1' }, counted_at: 'now' };
  expect(refusalOf(makeShift({ ...counted, counted_at: null }, takings, context))).toBe('not_counted');
  expect(refusalOf(makeShift({ ...counted, counts: { '5': 'x' } }, takings, context))).toBe('count_invalid');
  const right = makeShift(counted, takings, context);
  expect(right).toMatchObject({
    kind: 'shift',
    payload: {
      id: 'z',
      float_minor: 10_000,
      expected_minor: 10_500,
      counted_minor: 10_500,
      variance_minor: 0,
      tenders: [{ line_no: 1, method: 'card' }, { line_no: 2 }, { line_no: 3, method: 'voucher' }],
      counts: [
        { line_no: 1, denomination_minor: 10_000 },
        { line_no: 2, pieces: 1 },
      ],
    },
  });
  const short = { ...counted, counts: { '10000': '1' } };
  expect(refusalOf(makeShift(short, takings, context))).toBe('text_missing');
  expect(makeShift({ ...short, note: ' Short. ' }, takings, context)).toMatchObject({
    payload: { variance_minor: -500, note: 'Short.' },
  });
});

test('every currency has coins and notes to count, largest first, each once', () => {
  expect(denominationsOf({ currency: 'EUR', currency_decimals: 2 })).toEqual([
    20_000, 10_000, 5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1,
  ]);
  expect(denominationsOf({ currency: 'JPY', currency_decimals: 0 }).at(-1)).toBe(1);
  expect(denominationsOf({ currency: 'KWD', currency_decimals: 3 })).toContain(250);
  for (const currency_decimals of [0, 2, 3]) {
    const usual = denominationsOf({ currency: 'XXX', currency_decimals });
    expect(usual.length).toBeGreaterThan(8);
    expect(usual).toEqual([...new Set(usual)].toSorted((a, b) => b - a));
  }
});
