import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseArrayText } from './array-text.ts';

/** As Postgres's array_out quotes. */
function arrayText(elements: readonly (string | null)[]): string {
  const quoted = elements.map((text) => (text === null ? 'NULL' : `"${text.replaceAll(/["\\]/g, '\\$&')}"`));
  return `{${quoted.join(',')}}`;
}

test('[V1] any elements survive their array text', () => {
  const elements = fc.array(fc.option(fc.string({ unit: 'grapheme' }), { nil: null }));
  fc.assert(
    fc.property(elements, (given) => {
      expect(parseArrayText(arrayText(given))).toEqual(given);
    }),
  );
});

test('[V1] plain elements, nesting, other bounds and delimiters', () => {
  expect(parseArrayText('{}')).toEqual([]);
  expect(parseArrayText('{1,NULL,"NULL",-2.5}')).toEqual(['1', null, 'NULL', '-2.5']);
  expect(parseArrayText('{{1,2},{3,4}}')).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
  expect(parseArrayText('[0:1]={a,b}')).toEqual(['a', 'b']);
  expect(parseArrayText('{(1,1),(0,0);(2,2),(1,1)}', ';')).toEqual(['(1,1),(0,0)', '(2,2),(1,1)']);
});

test('[V1] what is no array text throws', () => {
  for (const text of ['', 'a', '{a', '{"a}', '{a}b', '{{a}'])
    expect(() => parseArrayText(text)).toThrow('Malformed');
});
