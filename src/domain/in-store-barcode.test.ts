import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barcodeKind } from './barcode.ts';
import { inStoreBarcode, inStorePrefix } from './in-store-barcode.ts';
import { masterFaults } from './master-rules.ts';

const device = fc.integer({ min: 1, max: 9999 }).map((code) => String(code).padStart(2, '0'));
const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 60 });

/** One after another, as for many items at once. */
function give(deviceCode: string, itemIds: readonly string[], taken = new Set<string>()): string[] {
  return itemIds.map((itemId) => {
    const code = inStoreBarcode({ deviceCode, itemId, taken });
    if (code === null) throw new Error('none left');
    taken.add(code);
    return code;
  });
}

test('each is an EAN-13 of the shop’s own range with a right check digit, and a barcode that an item may have', () => {
  fc.assert(
    fc.property(device, ids, (code, items) => {
      for (const barcode of give(code, items)) {
        expect(barcodeKind(barcode)).toBe('ean13');
        expect(barcode.slice(0, 2)).toBe('27');
        expect(barcode.startsWith(inStorePrefix(code)!)).toBe(true);
        expect(masterFaults('items', { barcode }, 'edit')).toEqual([]);
      }
    }),
  );
});

test('[R6.1-4] two devices that know nothing of each other give no code twice, whatever the items', () => {
  fc.assert(
    fc.property(fc.uniqueArray(device, { minLength: 2, maxLength: 2 }), ids, ids, ([one, two], a, b) => {
      fc.pre(Number(one) !== Number(two));
      const codes = [...give(one!, a), ...give(two!, b)];
      expect(new Set(codes).size).toBe(codes.length);
    }),
  );
});

test('one device gives no code twice, not even where ids fall on the same number', () => {
  fc.assert(
    fc.property(device, fc.uuid(), fc.integer({ min: 1, max: 30 }), (code, id, times) => {
      const codes = give(
        code,
        Array.from({ length: times }, () => id),
      );
      expect(new Set(codes).size).toBe(times);
    }),
  );
});

test('the same item gets the same code, and never one that is taken', () => {
  fc.assert(
    fc.property(device, fc.uuid(), (deviceCode, itemId) => {
      const ask = (taken: Set<string>) => inStoreBarcode({ deviceCode, itemId, taken })!;
      const first = ask(new Set());
      expect(ask(new Set())).toBe(first);
      expect(ask(new Set([first]))).not.toBe(first);
    }),
  );
});

test('numbers go round, and a code that is no number of ours gives none', () => {
  const ask = (deviceCode: string) => inStoreBarcode({ deviceCode, itemId: 'x', taken: new Set() });
  expect([ask(''), ask('12345'), ask('A7'), ask('１')]).toEqual([null, null, null, null]);
  const taken = new Set<string>();
  const near = give(
    '7',
    Array.from({ length: 3000 }, (_, n) => `item ${n}`),
    taken,
  );
  expect(new Set(near).size).toBe(3000);
  expect(near.every((code) => code.length === 13)).toBe(true);
});
