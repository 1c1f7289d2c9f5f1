import { expect, test } from 'vitest';
import { makeTransfer } from './stock-transfer.ts';
import {
  changeLine,
  faultyLines,
  isEmptyTransfer,
  newTransfer,
  pack,
  removeLine,
  type SendableItem,
} from './transfer-draft.ts';

const rice: SendableItem = {
  id: 'rice',
  name: 'Rice',
  barcode: '4006381333931',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  is_batch_tracked: 0,
};
const milk: SendableItem = { ...rice, id: 'milk', name: 'Milk', is_batch_tracked: 1 };
const cheese: SendableItem = {
  ...rice,
  id: 'cheese',
  name: 'Cheese',
  unit_symbol: 'kg',
  quantity_decimals: 3,
};
const lot = (id: string) => ({ id, batch_number: id.toUpperCase(), expiry_date: '2031-05-31' });
const empty = newTransfer('t', '2026-01-01T00:00:00.000Z');
const context = {
  location_id: 'here',
  device_id: 'd',
  cashier_id: 'c',
  approval: null,
  business_date: '2026-01-01',
  at: '2026-01-01T00:00:00.000Z',
};
let lines = 0;
const packed = (draft: typeof empty, item: SendableItem, more: object = {}) =>
  pack(draft, item, { lineId: `l${(lines += 1)}`, ...more });

test('pieces of one item and batch join one line, of another batch they do not; what is weighed has a line each', () => {
  let draft = packed(packed(empty, rice), rice, { quantityMilli: 3000 });
  draft = packed(packed(packed(draft, milk, { lot: lot('a') }), milk, { lot: lot('b') }), milk, {
    lot: lot('a'),
  });
  draft = packed(packed(draft, cheese, { quantityMilli: 250 }), cheese);
  expect(draft.lines.map(({ item_id, lot: of, quantity }) => [item_id, of?.id ?? null, quantity])).toEqual([
    ['rice', null, '4'],
    ['milk', 'a', '2'],
    ['milk', 'b', '1'],
    ['cheese', null, '0.250'],
    ['cheese', null, ''],
  ]);
  expect(faultyLines(draft)).toBe(1);
  expect(removeLine(draft, draft.lines[0]!.id).lines).toHaveLength(4);
  expect([isEmptyTransfer(empty), isEmptyTransfer(draft)]).toEqual([true, false]);
  expect(isEmptyTransfer({ ...empty, to_location_id: 'there' })).toBe(false);
});

test('[R3.2-10] a draft becomes a transfer: its lines say what the other side needs, its moves take the goods', () => {
  const draft = {
    ...packed(packed(empty, rice), milk, { lot: lot('a') }),
    to_location_id: 'there',
    note: ' a  ',
  };
  const made = makeTransfer(draft, context);
  if (made.kind === 'refused') throw new Error(JSON.stringify(made));
  expect(made.payload).toMatchObject({
    from_location_id: 'here',
    to_location_id: 'there',
    note: 'a',
    lines: [
      {
        line_no: 1,
        item_id: 'rice',
        lot_id: null,
        barcode: '4006381333931',
        batch_number: null,
        quantity_milli: 1000,
      },
      { line_no: 2, lot_id: 'a', is_batch_tracked: 1, batch_number: 'A', expiry_date: '2031-05-31' },
    ],
  });
  expect(made.moves.map(({ item_id, lot_id, quantity_milli }) => [item_id, lot_id, quantity_milli])).toEqual([
    ['rice', null, -1000],
    ['milk', 'a', -1000],
  ]);
});

const whole = { ...packed(empty, rice), to_location_id: 'there' };
const line = whole.lines[0]!;
const faults = {
  'nothing packed': [{ ...whole, lines: [] }, { kind: 'empty_note' }],
  'nowhere to go': [{ ...whole, to_location_id: null }, { kind: 'destination_missing' }],
  'to here': [{ ...whole, to_location_id: 'here' }, { kind: 'destination_missing' }],
  'no quantity': [
    changeLine(whole, line.id, { quantity: '' }),
    { kind: 'line_incomplete', field: 'quantity' },
  ],
  'part of a piece': [
    changeLine(whole, line.id, { quantity: '1.5' }),
    { kind: 'line_incomplete', field: 'quantity' },
  ],
  none: [changeLine(whole, line.id, { quantity: '0' }), { kind: 'line_incomplete', field: 'quantity' }],
  'no batch': [packed(whole, milk), { kind: 'lot_missing', item_name: 'Milk' }],
  'a long note': [
    { ...whole, note: 'x'.repeat(501) },
    { kind: 'text_too_long', field: 'note' },
  ],
  'too many lines': [
    { ...whole, lines: Array.from({ length: 501 }, () => line) },
    { kind: 'too_many_lines' },
  ],
} as const;

for (const [what, [draft, refusal]] of Object.entries(faults)) {
  test(`${what}: not sent`, () => {
    expect(makeTransfer(draft, context)).toMatchObject({ kind: 'refused', refusal });
  });
}
