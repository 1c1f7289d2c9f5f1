import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barcodeForms, checkDigit } from './barcode.ts';
import { parseGs1, type Gs1 } from './gs1.ts';

const gtin = '09506000134352';
const nothing: Omit<Gs1, 'gtin'> = {
  batch_number: null,
  expiry_date: null,
  best_before_date: null,
  production_date: null,
  serial_number: null,
  count: null,
  weight_milli: null,
};

describe('a GS1 code', () => {
  const good: Record<string, [string, Partial<Gs1>]> = {
    'a GTIN alone': [`01${gtin}`, {}],
    'item, expiry and batch': [
      `01${gtin}1731053110AB-12`,
      { expiry_date: '2031-05-31', batch_number: 'AB-12' },
    ],
    'a batch before the expiry, ended by FNC1': [
      `01${gtin}10AB-12\x1d17310531`,
      { expiry_date: '2031-05-31', batch_number: 'AB-12' },
    ],
    'FNC1 in front and behind what needs none': [
      `\x1d01${gtin}\x1d17310531\x1d10A\x1d`,
      { expiry_date: '2031-05-31', batch_number: 'A' },
    ],
    'the mark of a DataMatrix': [`]d201${gtin}10A`, { batch_number: 'A' }],
    'the mark of a GS1-128': [`]C101${gtin}10A`, { batch_number: 'A' }],
    'as it stands below the bars': [
      `(01)${gtin}(17)310531(10)AB-12`,
      { expiry_date: '2031-05-31', batch_number: 'AB-12' },
    ],
    'all dates, serial and count': [
      `01${gtin}1125010215250630172512313024\x1d21S/N-1`,
      {
        production_date: '2025-01-02',
        best_before_date: '2025-06-30',
        expiry_date: '2025-12-31',
        count: 24,
        serial_number: 'S/N-1',
      },
    ],
    'what a box holds and how many': [`02${gtin}3748`, { count: 48 }],
    'a weight with three decimals': [`01${gtin}3103001250`, { weight_milli: 1250 }],
    'a weight with no decimals': [`01${gtin}3100000012`, { weight_milli: 12_000 }],
    'a weight finer than a gram, rounded': [`01${gtin}3105123456`, { weight_milli: 1235 }],
    'day 00 is the last of the month': [`01${gtin}17280200`, { expiry_date: '2028-02-29' }],
    'day 00 of another February': [`01${gtin}17270200`, { expiry_date: '2027-02-28' }],
    'a leap day': [`01${gtin}17280229`, { expiry_date: '2028-02-29' }],
  };
  for (const [what, [code, parts]] of Object.entries(good)) {
    test(what, () => expect(parseGs1(code, 2026)).toEqual({ ...nothing, gtin, ...parts }));
  }

  test.each([
    ['nothing', ''],
    ['an EAN-13', '4006381333931'],
    ['an EAN-13 that begins with 01', '0123456789012'],
    ['a UPC-A', '036000291452'],
    ['a name of the shop’s own', 'SKU-1'],
    ['a check digit that is wrong', '0109506000134353'],
    ['a GTIN that is cut off', '010950600013'],
    ['a batch with no item', '10AB-12'],
    ['month 13', `01${gtin}17311331`],
    ['31 April', `01${gtin}17310431`],
    ['29 February of no leap year', `01${gtin}17270229`],
    ['a batch of 21 characters', `01${gtin}10${'x'.repeat(21)}`],
    ['a batch with a space', `01${gtin}10A B`],
    ['an identifier that is none of these', `01${gtin}99X`],
    ['one identifier twice', `01${gtin}10A\x1d10B`],
    ['a date with letters', `01${gtin}1731O531`],
    ['an empty batch', `01${gtin}10`],
  ])('is not: %s', (_, code) => expect(parseGs1(code, 2026)).toBeNull());

  test.each([
    ['00', 2026, '2000'],
    ['76', 2026, '2076'],
    ['77', 2026, '1977'],
    ['99', 2026, '1999'],
    ['26', 2026, '2026'],
    ['10', 2060, '2110'],
    ['11', 2060, '2011'],
    ['48', 1999, '2048'],
  ])('year %s in %i is %s', (yy, thisYear, year) =>
    expect(parseGs1(`01${gtin}17${yy}0115`, thisYear)?.expiry_date).toBe(`${year}-01-15`),
  );

  test('whatever comes, it answers; and what it reads was there', () => {
    const parts = fc.constantFrom(
      '01',
      gtin,
      '17',
      '310531',
      '10',
      'AB',
      '\x1d',
      '37',
      '9',
      '(',
      ')',
      ']C1',
      'é',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const code = pieces.join('');
        const read = parseGs1(code, 2026);
        if (read === null) return;
        expect(code).toContain(read.gtin);
        if (read.batch_number !== null) expect(code).toContain(`10${read.batch_number}`.slice(2));
      }),
    );
  });
});

test('a GTIN-14 is in the catalog as itself, or as the shorter code that it pads', () => {
  expect(barcodeForms(gtin)).toEqual([gtin, '9506000134352']);
  expect(barcodeForms('00036000291452')).toEqual(['00036000291452', '0036000291452', '036000291452']);
  expect(barcodeForms('00000096385074')).toEqual([
    '00000096385074',
    '0000096385074',
    '000096385074',
    '96385074',
  ]);
  const box = `1950600013435${checkDigit('1950600013435')}`;
  expect(barcodeForms(box), 'a box is not the piece in it').toEqual([box]);
  expect(barcodeForms('09506000134353'), 'a wrong check digit').toEqual(['09506000134353']);
});
