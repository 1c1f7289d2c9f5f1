import { expect, test } from 'vitest';
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { lotId } from './lot-id.ts';
import {
  changeReceiptLine,
  matchItems,
  newReceipt,
  readReceiptLine,
  receiptTally,
  type ArrivedItem,
  type ReceiptLine,
} from './receipt-draft.ts';
import { makeReceipt } from './stock-transfer-receipt.ts';

const sentLine = (id: string, more: Partial<SentLine> = {}): SentLine => ({
  id,
  line_no: 1,
  item_id: `there-${id}`,
  barcode: null,
  item_name: id,
  unit_symbol: 'pc',
  is_batch_tracked: 0,
  batch_number: null,
  expiry_date: null,
  quantity_milli: 5000,
  ...more,
});
const item = (id: string, more: Partial<ArrivedItem> = {}): ArrivedItem => ({
  id,
  name: id,
  unit_symbol: 'pc',
  quantity_decimals: 0,
  is_batch_tracked: 0,
  ...more,
});
const milkId = '8f1f6f0e-3f0a-4d52-9c54-111111111111';
const milk = item(milkId, { is_batch_tracked: 1 });
const transfer = {
  id: 't',
  transfer_number: 'T-1',
  from_location_id: 'there',
  lines: [
    sentLine('Rice'),
    sentLine('Milk', { is_batch_tracked: 1, batch_number: 'B1', expiry_date: '2031-05-31' }),
    sentLine('Cheese', { quantity_milli: 1250, unit_symbol: 'kg' }),
  ],
};
const known: Readonly<Record<string, ArrivedItem>> = { Rice: item('rice'), Milk: milk };
let ids = 0;
const begun = {
  id: 'r',
  startedAt: '2026-01-01T00:00:00.000Z',
  newId: () => `l${(ids += 1)}`,
  itemFor: ({ item_name }: SentLine) => known[item_name] ?? null,
};
const context = {
  location_id: 'here',
  device_id: 'd',
  cashier_id: 'c',
  approval: null,
  business_date: '2026-01-01',
  at: '2026-01-01T00:00:00.000Z',
};
const begin = () => newReceipt(transfer, begun);
const cheese = item('cheese', { unit_symbol: 'kg', quantity_decimals: 3 });

test('it begins as if all of it came, into the items that are known; what is not known is asked', () => {
  const draft = begin();
  expect(draft.lines.map(({ quantity, item: of }) => [quantity, of?.id ?? null])).toEqual([
    ['5', 'rice'],
    ['5', milkId],
    ['1.250', null],
  ]);
  expect(receiptTally(draft)).toEqual({ faulty: 1, different: 0 });
  expect(makeReceipt(draft, context)).toMatchObject({
    refusal: { kind: 'line_incomplete', field: 'item', item_name: 'Cheese' },
  });
  const chosen = changeReceiptLine(draft, draft.lines[0]!.id, { item: item('other rice') });
  const matched = matchItems(chosen, ({ item_name }) => (item_name === 'Cheese' ? cheese : item('rice')));
  expect(matched.lines.map(({ item: of }) => of?.id)).toEqual(['other rice', milkId, 'cheese']);
  expect(matchItems(matched, () => null)).toBe(matched);
});

test('[R3.2-12] a draft becomes a receipt: every line answered, what did not come has no item and no move', () => {
  let draft = begin();
  const [rice, second, third] = draft.lines as [ReceiptLine, ReceiptLine, ReceiptLine];
  draft = changeReceiptLine(draft, rice.id, { quantity: '6', reason: ' One more ' });
  draft = changeReceiptLine(draft, third.id, { quantity: '0', reason: 'Not in the box' });
  const made = makeReceipt(draft, context);
  if (made.kind === 'refused') throw new Error(JSON.stringify(made));
  const lot_id = lotId(milkId, 'B1', '2031-05-31');
  expect(made.payload).toMatchObject({
    transfer_id: 't',
    sent_number: 'T-1',
    from_location_id: 'there',
    lines: [
      {
        transfer_line_id: 'Rice',
        item_id: 'rice',
        sent_milli: 5000,
        quantity_milli: 6000,
        reason: 'One more',
      },
      { transfer_line_id: 'Milk', item_id: milkId, lot_id, batch_number: 'B1', reason: '' },
      {
        transfer_line_id: 'Cheese',
        item_id: null,
        lot_id: null,
        quantity_milli: 0,
        reason: 'Not in the box',
      },
    ],
  });
  expect(made.moves).toEqual([
    { id: rice.id, item_id: 'rice', lot_id: null, quantity_milli: 6000 },
    { id: second.id, item_id: milkId, lot_id, quantity_milli: 5000 },
  ]);
});

const [rice, second] = begin().lines as [ReceiptLine, ReceiptLine];
const faults: Record<string, [ReceiptLine, object]> = {
  'all of it': [rice, {}],
  'less, and no reason': [{ ...rice, quantity: '4' }, { reason: 'missing' }],
  'less, and a reason': [{ ...rice, quantity: '4', reason: 'Broken' }, {}],
  'a long reason': [{ ...rice, quantity: '4', reason: 'x'.repeat(201) }, { reason: 'too_long' }],
  'no quantity': [{ ...rice, quantity: ' ' }, { quantity: 'missing' }],
  'part of a piece': [{ ...rice, quantity: '4.5', reason: 'Half' }, { quantity: 'not_possible' }],
  'no batch number': [{ ...second, batch_number: ' ' }, { batch_number: 'missing' }],
  'no expiry': [{ ...second, expiry_date: '' }, { expiry_date: 'missing' }],
  'an expiry that is none': [{ ...second, expiry_date: 'soon' }, { expiry_date: 'not_possible' }],
  'nothing came, so no batch is asked for': [
    { ...second, batch_number: '', quantity: '0', reason: 'Lost' },
    {},
  ],
  'a batch that never expires': [
    { ...second, sent: { ...second.sent, expiry_date: null }, expiry_date: '' },
    {},
  ],
  'batches here, none there': [
    { ...second, sent: { ...second.sent, batch_number: null }, batch_number: '', expiry_date: '' },
    { batch_number: 'missing', expiry_date: 'missing' },
  ],
};

for (const [what, [line, expected]] of Object.entries(faults)) {
  test(`a line received: ${what}`, () => {
    expect(readReceiptLine(line).faults).toEqual(expected);
  });
}

test('a batch that came to an item without batches is not kept', () => {
  expect(readReceiptLine({ ...second, item: item('rice') })).toMatchObject({ lot: null, faults: {} });
});
