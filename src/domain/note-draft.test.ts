import { describe, expect, test } from 'vitest';
import { grnPayload } from '#schema/documents/goods-received-note.ts';
import { makeGrn } from './goods-received-note.ts';
import { lotId } from './lot-id.ts';
import {
  changeLine,
  isEmptyNote,
  newNote,
  noteTotals,
  readLine,
  receive,
  removeLine,
  type NoteDraft,
  type NoteLine,
  type ReceivableItem,
} from './note-draft.ts';
import { movesOfGrn } from './stock-moves.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const rice: ReceivableItem = {
  id: id(1),
  name: 'Rice',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  is_batch_tracked: 0,
  cost_minor: 105,
};
const milk: ReceivableItem = { ...rice, id: id(2), name: 'Milk', is_batch_tracked: 1 };
const cheese: ReceivableItem = {
  ...rice,
  id: id(3),
  name: 'Cheese',
  quantity_decimals: 3,
  unit_symbol: 'kg',
};

let made = 10;
const came = (more: object = {}) => ({ lineId: id((made += 1)), currencyDecimals: 2, ...more });
const start = newNote(id(9), '2026-11-23T10:00:00.000Z');
const lot = { batchNumber: 'A', expiryDate: '2031-05-31' };
const shown = ({ lines }: NoteDraft) =>
  lines.map((line) => [line.item_name, line.quantity, line.batch_number, line.expiry_date]);

describe('[R9.2-7] a note while it is written', () => {
  test('a piece begins at one, at the cost that the item has; a second scan adds one', () => {
    const once = receive(start, rice, came());
    expect(once.lines).toMatchObject([
      { quantity: '1', unit_cost: '1.05', batch_number: '', expiry_date: '' },
    ]);
    expect(shown(receive(once, rice, came()))).toEqual([['Rice', '2', '', '']]);
  });
  test('what is weighed has a line for each weighing, and asks for the weight where nobody said it', () => {
    const twice = receive(receive(start, cheese, came()), cheese, came({ quantityMilli: 1250 }));
    expect(shown(twice)).toEqual([
      ['Cheese', '', '', ''],
      ['Cheese', '1.250', '', ''],
    ]);
  });
  test('a batch joins its own line, fills one that has none, and is never lent to another', () => {
    const scanned = receive(receive(start, milk, came(lot)), milk, came({ ...lot, quantityMilli: 24_000 }));
    expect(shown(scanned)).toEqual([['Milk', '25', 'A', '2031-05-31']]);
    const other = receive(scanned, milk, came({ ...lot, batchNumber: 'B' }));
    expect(shown(receive(other, milk, came()))).toEqual([
      ['Milk', '25', 'A', '2031-05-31'],
      ['Milk', '1', 'B', '2031-05-31'],
      ['Milk', '1', '', ''],
    ]);
    expect(shown(receive(receive(start, milk, came()), milk, came({ ...lot, quantityMilli: 6000 })))).toEqual(
      [['Milk', '6', 'A', '2031-05-31']],
    );
  });
  test('a batch that is scanned for pieces that were counted leaves their number alone', () => {
    const open = receive(start, milk, came());
    const counted = changeLine(open, open.lines[0]!.id, { quantity: '24' });
    expect(shown(receive(counted, milk, came(lot)))).toEqual([['Milk', '24', 'A', '2031-05-31']]);
    expect(shown(receive(counted, milk, came({ ...lot, quantityMilli: 6000 })))).toEqual([
      ['Milk', '6', 'A', '2031-05-31'],
    ]);
  });

  test('an item that is not tracked takes no batch, whatever the code says', () => {
    expect(shown(receive(start, rice, came(lot)))).toEqual([['Rice', '1', '', '']]);
  });
  test('it is empty until something of it would be missed', () => {
    expect(isEmptyNote({ ...start, note: ' ' })).toBe(true);
    for (const change of [{ note: 'x' }, { supplier_reference: 'x' }, { supplier_id: id(5) }]) {
      expect(isEmptyNote({ ...start, ...change })).toBe(false);
    }
    const one = receive(start, rice, came());
    expect([isEmptyNote(one), isEmptyNote(removeLine(one, one.lines[0]!.id))]).toEqual([false, true]);
  });
});

const whole = receive(start, milk, came(lot)).lines[0]!;

describe('[R13-6] a line says what is wrong with it, at the field', () => {
  const cases: [string, Partial<NoteLine>, object][] = [
    ['nothing', {}, {}],
    ['a comma for the decimals', { unit_cost: '1,5' }, {}],
    ['spaces around the batch', { batch_number: '  A ' }, {}],
    ['nothing in it', { quantity: ' ', unit_cost: '' }, { quantity: 'missing', unit_cost: 'missing' }],
    ['none of it', { quantity: '0' }, { quantity: 'not_possible' }],
    ['part of a piece', { quantity: '1.5' }, { quantity: 'not_possible' }],
    ['less than none', { quantity: '-1' }, { quantity: 'not_possible' }],
    ['a cost that is no number', { unit_cost: 'x' }, { unit_cost: 'not_possible' }],
    ['a cost finer than the currency', { unit_cost: '1.005' }, { unit_cost: 'not_possible' }],
    [
      'no batch, no expiry',
      { batch_number: ' ', expiry_date: '' },
      { batch_number: 'missing', expiry_date: 'missing' },
    ],
    ['a batch too long', { batch_number: 'x'.repeat(61) }, { batch_number: 'too_long' }],
    ['31 April', { expiry_date: '2031-04-31' }, { expiry_date: 'not_possible' }],
    ['a year before any till', { expiry_date: '0203-05-31' }, { expiry_date: 'not_possible' }],
    ['a year of five digits', { expiry_date: '20310-05-31' }, { expiry_date: 'not_possible' }],
  ];
  test.each(cases)('%s', (_, change, faults) =>
    expect(readLine({ ...whole, ...change }, 2).faults).toEqual(faults),
  );

  test('where the item has no batches none is asked for', () => {
    const line = { ...whole, is_batch_tracked: 0 as const, batch_number: '', expiry_date: '' };
    expect(readLine(line, 2)).toMatchObject({ lot: null, faults: {} });
  });
  test('the lot has the id that every device gives it, and spaces make no other', () => {
    expect(readLine({ ...whole, batch_number: ' A' }, 2).lot).toEqual({
      id: lotId(milk.id, 'A', '2031-05-31'),
      batch_number: 'A',
      expiry_date: '2031-05-31',
    });
  });
});

const context = {
  location_id: id(90),
  device_id: id(91),
  cashier_id: id(92),
  approval: null,
  currency: 'USD',
  currency_decimals: 2,
  business_date: '2026-11-23',
  at: '2026-11-23T10:00:00.000Z',
};

describe('[R3.2-7] a note is posted', () => {
  const draft = receive(
    receive(start, milk, came({ ...lot, quantityMilli: 24_000 })),
    cheese,
    came({ quantityMilli: 1333 }),
  );

  test('whole: amounts, total, lots, moves; what the wire takes', () => {
    const grn = makeGrn({ ...draft, supplier_reference: ' DN-7\n', note: ' two boxes open ' }, context);
    if (grn.kind !== 'grn') throw new Error(JSON.stringify(grn));
    const { payload } = grn;
    expect(payload).toMatchObject({ total_minor: 2660, supplier_reference: 'DN-7', note: 'two boxes open' });
    expect(payload.lines).toMatchObject([
      { line_no: 1, quantity_milli: 24_000, unit_cost_minor: 105, amount_minor: 2520, batch_number: 'A' },
      {
        line_no: 2,
        quantity_milli: 1333,
        amount_minor: 140,
        lot_id: null,
        batch_number: null,
        expiry_date: null,
      },
    ]);
    expect(noteTotals(draft, 2)).toEqual({ total_minor: 2660, faulty: 0 });
    expect(grn.moves).toEqual(movesOfGrn(payload));
    expect(grn.moves.map(({ quantity_milli }) => quantity_milli)).toEqual([24_000, 1333]);
    expect(grnPayload.safeParse({ ...payload, grn_number: 'G-KL1-07-000001' }).success).toBe(true);
  });

  test.each([
    ['nothing on it', start, { kind: 'empty_note' }],
    [
      'a batch missing',
      changeLine(draft, draft.lines[0]!.id, { batch_number: '' }),
      { kind: 'line_incomplete', item_name: 'Milk', field: 'batch_number' },
    ],
    [
      'an expiry missing',
      changeLine(draft, draft.lines[0]!.id, { expiry_date: '' }),
      { kind: 'line_incomplete', field: 'expiry_date' },
    ],
    [
      'a quantity missing',
      changeLine(draft, draft.lines[1]!.id, { quantity: '' }),
      { kind: 'line_incomplete', item_name: 'Cheese', field: 'quantity' },
    ],
    ['a long note', { ...draft, note: 'x'.repeat(501) }, { kind: 'text_too_long', field: 'note' }],
    [
      'a long reference',
      { ...draft, supplier_reference: 'x'.repeat(81) },
      { kind: 'text_too_long', field: 'delivery note number' },
    ],
    [
      'more than there is money',
      changeLine(draft, draft.lines[0]!.id, { quantity: '1000000', unit_cost: '999999999' }),
      { kind: 'amount_too_large' },
    ],
    [
      'too many lines',
      { ...draft, lines: Array.from({ length: 501 }, () => draft.lines[1]!) },
      { kind: 'too_many_lines', max: 500 },
    ],
  ])('not with %s', (_, note, refusal) =>
    expect(makeGrn(note, context)).toMatchObject({ kind: 'refused', refusal }),
  );
});
