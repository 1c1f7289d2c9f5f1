import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barcodeForms, barcodeKind, checkDigit, cleanBarcode } from './barcode.ts';
import { businessDate, monthsAround } from './business-date.ts';
import { numberPrefix } from './document-number.ts';
import { isExpired, sortLots } from './lot.ts';
import { movesOfAdjustment, movesOfSale } from './stock-moves.ts';
import { judgeStock } from './stock-policy.ts';
import { cleanLine, cleanText, lengthOf } from './text.ts';
import { ageMs, timestamp } from './timestamp.ts';

describe('barcodes', () => {
  test.each([
    ['4006381333931', 'ean13'],
    ['4006381333932', null],
    ['96385074', 'ean8'],
    ['036000291452', 'upca'],
    ['SKU-1', null],
    ['', null],
  ])('%j is %s', (text, kind) => expect(barcodeKind(text)).toBe(kind));

  test('a wrong digit is always noticed', () => {
    const body = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(body, fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
        const code = digits.join('') + checkDigit(digits.join(''));
        const spoilt = code.slice(0, at) + ((Number(code[at]) + by) % 10) + code.slice(at + 1);
        expect([barcodeKind(code), barcodeKind(spoilt)]).toEqual(['ean13', null]);
      }),
    );
  });
  test('UPC-A and EAN-13 with a leading zero are one code', () => {
    expect(barcodeForms('036000291452')).toEqual(['036000291452', '0036000291452']);
    expect(barcodeForms('0036000291452')).toEqual(['0036000291452', '036000291452']);
    expect(barcodeForms(' SKU-1\r\n')).toEqual(['SKU-1']);
    expect(cleanBarcode('4006381333931\n')).toBe('4006381333931');
  });
});

describe('days and months', () => {
  const at = Date.parse('2026-12-31T22:30:00.000Z');
  test.each([
    ['UTC', '2026-12-31'],
    ['Europe/Berlin', '2026-12-31'],
    ['Asia/Kolkata', '2027-01-01'],
    ['America/Los_Angeles', '2026-12-31'],
    ['Nowhere/Else', '2026-12-31'],
  ])('in %s it is %s', (zone, date) => expect(businessDate(at, zone)).toBe(date));
  test('a till keeps last, this and next month', () => {
    expect(monthsAround('2026-01')).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(monthsAround('2026-12')).toEqual(['2026-11', '2026-12', '2027-01']);
  });
  test('times have one text form, and no age is negative', () => {
    expect(timestamp(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(ageMs('1970-01-01T00:00:01.000Z', 500)).toBe(0);
  });
});

describe('text', () => {
  test('loses what cannot be stored and keeps what was written', () => {
    expect(cleanText(' a\u0000b\u0007 \r\n<b>x</b>\ud800 ')).toBe('ab \n<b>x</b>\ufffd');
    expect(cleanLine('a\tb\nc')).toBe('a b c');
    expect(cleanText('Cafe\u0301')).toBe('Caf\u00e9');
    expect(cleanText('e\u0007\u0301')).toBe('\u00e9');
    expect(lengthOf('👍a')).toBe(2);
  });
  test('is clean once cleaned', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        const cleaned = cleanText(text);
        expect(cleanText(cleaned)).toBe(cleaned);
        expect(cleaned).not.toContain('\u0000');
        expect(cleaned.isWellFormed()).toBe(true);
      }),
    );
  });
});

test('[R6.1-2] a number names kind, location and device', () => {
  expect(numberPrefix('sales_invoice', 'KL1', '07')).toBe('S-KL1-07-');
  expect(numberPrefix('stock_adjustment', 'KL1', '07')).toBe('A-KL1-07-');
});

test('[R4.1-15] the batch that expires first goes first; an expired one is last and marked', () => {
  const lot = (batch_number: string, expiry_date: string | null) => ({ batch_number, expiry_date });
  const lots = [
    lot('none', null),
    lot('late', '2027-01-01'),
    lot('gone', '2026-01-01'),
    lot('soon', '2026-12-01'),
  ];
  const sorted = sortLots(lots, '2026-11-22');
  expect(sorted.map((one) => one.batch_number)).toEqual(['soon', 'late', 'none', 'gone']);
  expect(sorted.map((one) => one.is_expired)).toEqual([false, false, false, true]);
  expect(isExpired(lot('today', '2026-11-22'), '2026-11-22')).toBe(false);
});

test('[R4.1-16] WARN says so, BLOCK says no', () => {
  expect(judgeStock('WARN', 1000, 1000)).toBe('ok');
  expect(judgeStock('WARN', 0, 1000)).toBe('warn');
  expect(judgeStock('BLOCK', 0, 1000)).toBe('block');
});

test('a sale takes out, a return brings back, an adjustment does what it says', () => {
  const line = { id: 'l', item_id: 'i', lot_id: null, quantity_milli: 2000 };
  const sale = (kind: 'sale' | 'return') =>
    movesOfSale({ kind, lines: [{ ...line, is_restocked: 1 }] as never })[0]?.quantity_milli;
  expect([sale('sale'), sale('return')]).toEqual([-2000, 2000]);
  expect(movesOfAdjustment({ lines: [{ ...line, quantity_milli: -5 }] as never })).toEqual([
    { ...line, quantity_milli: -5 },
  ]);
});
