/** What is drawn is read back as a scanner would, by the tables of the standards. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkDigit, symbologyOf } from '#domain/barcode.ts';
import { barsOf, type Bars } from './bars.ts';

const left = [
  '0001101',
  '0011001',
  '0010011',
  '0111101',
  '0100011',
  '0110001',
  '0101111',
  '0111011',
  '0110111',
  '0001011',
];
const parities = [
  'LLLLLL',
  'LLGLGG',
  'LLGGLG',
  'LLGGGL',
  'LGLLGG',
  'LGGLLG',
  'LGGGLL',
  'LGLGLG',
  'LGLGGL',
  'LGGLGL',
];

const flip = (bits: string) => Array.from(bits, (bit) => (bit === '1' ? '0' : '1')).join('');
const right = left.map(flip);
const mirrored = right.map((bits) => Array.from(bits).toReversed().join(''));

function bitsOf({ bars, modules }: Bars): string {
  const bits = Array.from({ length: modules }, () => '0');
  for (const [start, width] of bars) bits.fill('1', start, start + width);
  return bits.join('');
}

/** Guards off, halves apart, seven modules a digit. */
function halves(bits: string, digits: number): [string[], string[]] {
  const half = digits * 7;
  const cut = (text: string) => text.match(/.{7}/g) ?? [];
  expect([bits.slice(0, 3), bits.slice(3 + half, 8 + half), bits.slice(-3)]).toEqual(['101', '01010', '101']);
  return [cut(bits.slice(3, 3 + half)), cut(bits.slice(8 + half, -3))];
}

function readEan13(bits: string): string {
  const [first, second] = halves(bits, 6);
  const parity = first.map((seven) => (left.includes(seven) ? 'L' : 'G')).join('');
  const digits = first.map((seven) => (left.includes(seven) ? left : mirrored).indexOf(seven));
  return [parities.indexOf(parity), ...digits, ...second.map((seven) => right.indexOf(seven))].join('');
}

function readEan8(bits: string): string {
  const [first, second] = halves(bits, 4);
  return [...first.map((seven) => left.indexOf(seven)), ...second.map((seven) => right.indexOf(seven))].join(
    '',
  );
}

const withCheck = (length: number) =>
  fc.stringMatching(new RegExp(`^[0-9]{${length - 1}}$`)).map((body) => body + checkDigit(body));

test('an EAN-13, an EAN-8 and a UPC-A are read as they are', () => {
  fc.assert(
    fc.property(withCheck(13), (code) => {
      const bars = barsOf(code)!;
      expect([bars.symbology, bars.modules, readEan13(bitsOf(bars))]).toEqual(['ean13', 95, code]);
    }),
  );
  fc.assert(
    fc.property(withCheck(8), (code) => {
      const bars = barsOf(code)!;
      expect([bars.symbology, bars.modules, readEan8(bitsOf(bars))]).toEqual(['ean8', 67, code]);
    }),
  );
  // UPC-A is EAN-13 with a zero before it.
  fc.assert(
    fc.property(withCheck(12), (code) => {
      const bars = barsOf(code)!;
      expect([bars.symbology, readEan13(bitsOf(bars))]).toEqual(['upca', `0${code}`]);
    }),
  );
});

test('a GTIN with a wrong check digit, and whatever a shop calls its goods, is a Code 128', () => {
  expect(['4006381333932', '40063813339', 'ABC-12', '00012345600012'].map(symbologyOf)).toEqual(
    Array.from({ length: 4 }, () => 'code128'),
  );
  expect([symbologyOf('é'), symbologyOf(''), barsOf('早')]).toEqual([null, null, null]);
  const any = fc
    .stringMatching(/^[0-9A-Za-z.$/+% -]{3,48}$/)
    .filter((code) => symbologyOf(code) === 'code128');
  fc.assert(
    fc.property(any, (code) => {
      const bits = bitsOf(barsOf(code)!);
      // Eleven modules a character, thirteen the stop.
      expect((bits.length - 13) % 11).toBe(0);
      expect(bits.startsWith('11010')).toBe(true);
      expect(bits.endsWith('1100011101011')).toBe(true);
      expect(bits.length).toBeLessThanOrEqual(11 * (2 * code.length + 2) + 13);
    }),
  );
});
