import { expect, test } from 'vitest';
import {
  countItem,
  isEmptySheet,
  newSheet,
  noteUnknown,
  readCount,
  removeCounted,
  sayOf,
  undoScan,
  type CountSheet,
} from './count-sheet.ts';
import { makeStockCount } from './stock-count.ts';
import { stocktakeId } from './stocktake-id.ts';

const piece = {
  id: 'p',
  name: 'Soap',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  is_batch_tracked: 0,
} as const;
const weighed = { ...piece, id: 'w', name: 'Rice', unit_symbol: 'kg', quantity_decimals: 3 } as const;
const tracked = { ...piece, id: 't', name: 'Milk', is_batch_tracked: 1 } as const;
const lot = { id: 'l', batch_number: 'B1', expiry_date: '2027-01-31' };
const started = newSheet('s', '2026-07-01T10:00:00.000Z', 'K7Q4M', 'July');
const at = (second: number, book: number) => ({
  counted_at: `2026-07-01T10:00:${String(second).padStart(2, '0')}.000Z`,
  book_quantity_milli: book,
});
const scan = (sheet: CountSheet, item: typeof piece | typeof weighed | typeof tracked, n: number) =>
  countItem(sheet, item, { lineId: `line-${n}`, lot: null, ...at(n, n * 1000) });
const told = ({ lines }: CountSheet) => lines.map(({ item_name, quantity }) => `${item_name} ${quantity}`);

test('each scan is one piece more, the last one on top, as of when it was scanned; the last scan can be undone', () => {
  const one = scan(scan(scan(started, piece, 1), tracked, 2), piece, 3);
  expect(told(one)).toEqual(['Soap 2', 'Milk 1']);
  expect(one.lines[0]).toMatchObject({ id: 'line-1', ...at(3, 3000) });
  const undone = undoScan(one);
  expect(told(undone)).toEqual(['Milk 1', 'Soap 1']);
  expect(undone.lines[1]).toMatchObject(at(1, 1000));
  expect(undoScan(undone)).toBe(undone);
  expect(undoScan(sayOf(one, 'line-1', { quantity: '7' }, at(4, 4000))).lines[0]).toMatchObject({
    quantity: '7',
    ...at(4, 4000),
  });
});

test('what is weighed has a line for each weighing; batches are lines of their own', () => {
  expect(told(scan(scan(started, weighed, 1), weighed, 2))).toEqual(['Rice ', 'Rice ']);
  const both = countItem(scan(started, tracked, 1), tracked, {
    lineId: 'b',
    lot,
    quantityMilli: 24_000,
    ...at(2, 0),
  });
  expect(told(both)).toEqual(['Milk 24', 'Milk 1']);
  expect(both.lines.map((line) => readCount(line).fault)).toEqual([null, 'batch_missing']);
  expect(told(removeCounted(both, 'b'))).toEqual(['Milk 1']);
});

test('nothing is a count too; a quantity that is none is not', () => {
  const [line] = scan(started, piece, 1).lines;
  const read = (quantity: string) => readCount({ ...line!, quantity });
  expect(read('0')).toEqual({ quantity_milli: 0, fault: null });
  expect(read(' ')).toEqual({ quantity_milli: null, fault: 'quantity_missing' });
  expect(read('1.5')).toEqual({ quantity_milli: null, fault: 'quantity_not_possible' });
});

test('codes that nobody knows are kept, as long as there is room', () => {
  const noted = noteUnknown(noteUnknown(started, '4999'), '5999');
  expect(noted.note).toBe('Not known: 4999\nNot known: 5999');
  expect(isEmptySheet(noted)).toBe(false);
  const full = { ...started, note: 'x'.repeat(495) };
  expect(noteUnknown(full, '4999')).toBe(full);
});

test('a sheet becomes a document in the order of counting, or says what it lacks', () => {
  const context = {
    location_id: '7b1f0c1e-6f0a-5c3d-9a57-0d3e5a1c4f10',
    device_id: 'd',
    cashier_id: 'c',
    approval: null,
    business_date: '2026-07-01',
    at: '2026-07-01T11:00:00.000Z',
  };
  const sheet = scan(scan(started, piece, 1), tracked, 2);
  expect(makeStockCount(sheet, context)).toMatchObject({
    refusal: { kind: 'line_incomplete', line_id: 'line-2', field: 'batch_number' },
  });
  expect(makeStockCount(started, context)).toMatchObject({ refusal: { kind: 'empty_note' } });
  expect(makeStockCount(sayOf(sheet, 'line-2', { lot }, at(3, 5000)), context)).toMatchObject({
    kind: 'count',
    payload: {
      stocktake_id: stocktakeId(context.location_id, 'K7Q4M'),
      stocktake_name: 'July',
      lines: [
        { line_no: 1, item_id: 'p', lot_id: null, quantity_milli: 1000, book_quantity_milli: 1000 },
        { line_no: 2, item_id: 't', lot_id: 'l', quantity_milli: 1000, book_quantity_milli: 5000 },
      ],
    },
  });
});
