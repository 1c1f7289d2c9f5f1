import { expect, test } from 'vitest';
import {
  codeLetters,
  newCode,
  readCode,
  scannedStocktake,
  stocktakeAdjustmentId,
  stocktakeBarcode,
  stocktakeId,
} from './stocktake-id.ts';

const location = '7b1f0c1e-6f0a-5c3d-9a57-0d3e5a1c4f10';

test('one code is one stocktake of a location, and of no other', () => {
  const id = stocktakeId(location, 'K7Q4M');
  expect(id).toBe(stocktakeId(location, 'K7Q4M'));
  expect(id).not.toBe(stocktakeId(location, 'K7Q4N'));
  expect(id).not.toBe(stocktakeId('7b1f0c1e-6f0a-5c3d-9a57-0d3e5a1c4f11', 'K7Q4M'));
  expect(stocktakeAdjustmentId(id, 1)).not.toBe(stocktakeAdjustmentId(id, 2));
});

test('a code is read as people type it, and is nothing else', () => {
  expect(readCode(' k7q-4 m')).toBe('K7Q4M');
  for (const no of ['', 'K7Q4', 'K7Q4MM', 'K7Q4O', 'K7Q40', 'K7Q4I', 'K7Q4Ä'])
    expect(readCode(no)).toBeNull();
  for (let byte = 0; byte < 256; byte += 1)
    expect(readCode(newCode(new Uint8Array(5).fill(byte)))).not.toBeNull();
  expect(new Set(codeLetters).size).toBe(32);
});

test('a code is scanned off another screen, and no item is taken for one', () => {
  expect(scannedStocktake(stocktakeBarcode('K7Q4M'))).toBe('K7Q4M');
  for (const no of ['K7Q4M', '23456', 'COUNT-', 'COUNT-K7Q4', 'COUNT-K7Q4O', '4006381333931'])
    expect(scannedStocktake(no)).toBeNull();
});
