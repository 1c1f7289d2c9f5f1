import { expect, test } from 'vitest';
import { addLoose, readLoose } from './loose-line.ts';
import { chooseAll, isEmptyReturn, newReturn, readReturn, type ReturnSource } from './return-draft.ts';
import { makeReturn, type ReturnableLine } from './sale-return.ts';

const at = '2026-11-23T10:00:00.000Z';
const soap = {
  id: 'soap',
  name: 'Soap',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  tax_rate_id: 'vat',
  tax_rate_ppm: 150_000,
  price_minor: 250,
  is_batch_tracked: 0,
} as const;
const milk = { ...soap, id: 'milk', name: 'Milk', is_batch_tracked: 1 } as const;
const lot = { id: 'l1', batch_number: 'A', expiry_date: null };
const touch = (lineId: string) => ({ lineId, lot: null, quantityMilli: null, currencyDecimals: 2 });
const sold: ReturnableLine = {
  id: 'line-1',
  line_no: 1,
  item_id: 'soap',
  lot_id: null,
  item_name: 'Soap',
  unit_symbol: 'pc',
  quantity_decimals: 0,
  quantity_milli: 3000,
  price_minor: 250,
  list_price_minor: 250,
  discount_minor: 0,
  amount_minor: 750,
  tax_rate_id: 'vat',
  tax_rate_ppm: 150_000,
  tax_minor: 98,
  returned_milli: 1000,
  returned_minor: 250,
  returned_tax_minor: 0,
};
const source: ReturnSource = {
  original: { id: 'sale-1', currency: 'EUR', tax_mode: 'inclusive', customer_id: null },
  lines: [sold],
  paid: [{ method: 'card', amount_minor: 750 }],
  refunded: [],
  currency_decimals: 2,
};
const loose: ReturnSource = { ...source, original: { ...source.original, id: null }, lines: [], paid: [] };
const ofSale = newReturn('r', at, { id: 'sale-1', number: 'S-1' });

test('with a receipt: what can still come back, as it was paid; more is said before it is posted', () => {
  expect(isEmptyReturn(ofSale)).toBe(true);
  expect(readReturn(ofSale, source).refusal).toEqual({ kind: 'empty_return' });
  const all = chooseAll(ofSale, source.lines);
  expect(readReturn(all, source)).toMatchObject({
    refusal: null,
    total_minor: 500,
    saleReturn: { lines: [{ quantity_milli: 2000 }], refunds: [{ method: 'card', amount_minor: 500 }] },
  });
  const choose = (text: string) => ({ ...ofSale, choices: { 'line-1': { text, isRestocked: true } } });
  expect(readReturn(choose('3'), source).refusal).toMatchObject({
    kind: 'returned_too_much',
    left_milli: 2000,
  });
  expect(readReturn(choose('x'), source).refusal).toMatchObject({ kind: 'quantity_invalid' });
});

test('without one: pieces join, at most the price of the list, with a batch where there are batches, and why', () => {
  const once = addLoose([], soap, touch('a'));
  const [line] = addLoose(once, soap, touch('b'));
  expect(line).toMatchObject({ id: 'a', quantity: '2', price: '2.50' });
  expect(readLoose({ ...line!, price: '2.51' }, 2).fault).toBe('price_not_possible');
  expect(readLoose({ ...line!, quantity: '1.5' }, 2).fault).toBe('quantity_not_possible');
  const draft = { ...newReturn('r', at, null), lines: [{ ...line!, price: '2.00' }] };
  expect(readReturn(draft, loose).refusal).toEqual({ kind: 'text_missing', field: 'reason' });
  const said = { ...draft, note: 'Opened by mistake' };
  expect(readReturn(said, loose)).toMatchObject({
    refusal: null,
    total_minor: 400,
    saleReturn: { refunds: [{ method: 'cash', amount_minor: 400 }] },
  });
  const tracked = addLoose([], milk, touch('c'));
  expect(readReturn({ ...said, lines: tracked }, loose).refusal).toMatchObject({ kind: 'lot_missing' });
  const known = addLoose([], milk, { ...touch('c'), lot });
  expect(readReturn({ ...said, lines: known }, loose).refusal).toBeNull();
});

test('the document of goods without a receipt names no sale and no line of one', () => {
  const lines = addLoose([], milk, { ...touch('a'), lot });
  const draft = { ...newReturn('r', at, null), lines, note: 'Sour' };
  const exchange = { sale_id: 'sale-2', approval: null };
  const { saleReturn } = readReturn({ ...draft, exchange }, loose);
  const context = {
    location_id: 'here',
    device_id: 'till',
    cashier_id: 'casey',
    cash_rounding_minor: 1,
    business_date: '2026-11-23',
    at,
    approval: null,
    newId: () => 'new',
  };
  expect(makeReturn(saleReturn, context)).toMatchObject({
    payload: {
      original_id: null,
      exchange_id: 'sale-2',
      total_minor: 250,
      lines: [
        {
          original_line_id: null,
          lot_id: 'l1',
          list_price_minor: 250,
          price_minor: 250,
          discount_minor: 0,
          amount_minor: 250,
        },
      ],
    },
  });
});
