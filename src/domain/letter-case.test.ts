import { expect, test } from 'vitest';
import { casesOf, fold } from './letter-case.ts';

test.each([
  ['CAFÉ', 'café'],
  ['Ärger ØRE Ñandú', 'ärger øre ñandú'],
  ['МОЛОКО', 'молоко'],
  // No other case that is one character: they stay what they are.
  ['Straße', 'straße'],
  ['İ', 'İ'],
  ['\u212A', '\u212A'],
  ['米 5KG', '米 5kg'],
])('%s folds to %s', (text, folded) => expect(fold(text)).toBe(folded));

test('what folds alike are the cases of each other, and nothing else; one character stays one', () => {
  const all = Array.from({ length: 0x1_0500 }, (_, code) => code)
    .filter((code) => code < 0xd800 || code > 0xdfff)
    .map((code) => String.fromCodePoint(code));
  const alike = Map.groupBy(all, fold);
  const wrong = all.filter((one) => {
    const cases = casesOf(one);
    return cases.length !== alike.get(fold(one))?.length || cases.some((other) => fold(other) !== fold(one));
  });
  expect(wrong).toEqual([]);
  expect([...alike.keys()].filter((folded) => Array.from(folded).length !== 1)).toEqual([]);
}, 30_000);
