import { expect, test } from 'vitest';
import { taxText } from './tax-text.ts';

test.each([
  ['inclusive', 'VAT', 150_000, 'incl. VAT 15%'],
  ['exclusive', 'VAT', 55_000, '+ VAT 5.5%'],
  ['exclusive', 'Standard 23%', 230_000, '+ Standard 23%'],
  ['exclusive', 'Exempt', 0, ''],
] as const)('%s, %s at %d ppm: %j', (mode, tax_name, tax_rate_ppm, text) =>
  expect(taxText(mode, { tax_name, tax_rate_ppm })).toBe(text),
);
