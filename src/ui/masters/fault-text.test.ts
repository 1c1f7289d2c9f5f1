import { expect, test } from 'vitest';
import { masterRules, type MasterFault } from '#domain/master-rules.ts';
import { faultText } from './fault-text.ts';

const euro = { currency: 'EUR', currency_decimals: 2 };
const faults: readonly (readonly [MasterFault, string])[] = [
  [{ column: 'name', kind: 'required' }, 'Needed'],
  [{ column: 'unit_id', kind: 'required' }, 'Choose one.'],
  [{ column: 'tax_mode', kind: 'required' }, 'Choose one.'],
  [{ column: 'name', kind: 'too_long', limit: 200 }, 'At most 200 characters'],
  [{ column: 'price_minor', kind: 'malformed' }, 'This is no amount. Type it like 12.50.'],
  [{ column: 'rate_ppm', kind: 'malformed' }, 'This is no percentage. Type it like 15 or 5.5.'],
  [{ column: 'barcode', kind: 'malformed' }, 'A barcode has 3 to 48 letters, digits, spaces or . $ / + % -'],
  [{ column: 'receipt_footer', kind: 'malformed' }, 'Not possible here'],
  [
    { column: 'price_minor', kind: 'out_of_range', least: 0, limit: 100_000_000_000 },
    'Between €0.00 and €1,000,000,000.00.',
  ],
  [{ column: 'rate_ppm', kind: 'out_of_range', least: 0, limit: 1_000_000 }, 'Between 0 and 100 %.'],
  [{ column: 'credit_days', kind: 'out_of_range', least: 0, limit: 3650 }, 'Between 0 and 3650'],
];

test.each(faults.map(([fault, text]) => [fault.column, fault.kind, text, fault] as const))(
  '%s %s: %s',
  (_column, _kind, text, fault) => expect(faultText(fault, euro)).toBe(text),
);

test('a fault is said in what a person types, never in minor units or parts per million', () => {
  for (const columns of Object.values(masterRules))
    for (const column of Object.keys(columns))
      expect(faultText({ column, kind: 'out_of_range', least: 0, limit: 5_000_000 }, euro)).not.toMatch(
        /_minor|_ppm|undefined/,
      );
});
