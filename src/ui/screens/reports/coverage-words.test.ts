import { expect, test } from 'vitest';
import { freshWords, isCovered, missingWords } from './coverage-words.ts';

const month = { month: '2026-11', isHere: false, hasDocuments: true, progress: null };

test('a month without its ledger covers a report that needs no costs, and no other', () => {
  expect(isCovered(month, 'documents')).toBe(true);
  expect(isCovered(month, 'ledger')).toBe(false);
  expect(isCovered({ ...month, hasDocuments: false }, 'documents')).toBe(false);
  expect(isCovered({ ...month, isHere: true }, 'ledger')).toBe(true);
});

test('months that are here are never called not synced, whatever else is still coming', () => {
  for (const isStarting of [true, false]) {
    expect(freshWords({ months: 'Nov 2026', syncedAt: null, isStarting })).toBe(
      'Covers Nov 2026, with what this device has yet to send.',
    );
  }
  expect(freshWords({ months: 'Nov 2026', syncedAt: 'Nov 24, 10:00', isStarting: false })).toBe(
    'Covers Nov 2026, as of Nov 24, 10:00, with what this device has yet to send.',
  );
});

test('a report of now says "not synced" only where that is certain', () => {
  expect(freshWords({ months: '', syncedAt: null, isStarting: true })).not.toContain('Not synced');
  expect(freshWords({ months: '', syncedAt: null, isStarting: false })).toContain('Not synced yet');
  expect(freshWords({ months: '', syncedAt: 'Nov 24, 10:00', isStarting: true })).toMatch(/^As of Nov 24/);
});

test('costs are warned of only where the report has some', () => {
  for (const isOnline of [true, false]) {
    expect(missingWords('documents', isOnline)).not.toContain('osts');
    expect(missingWords('ledger', isOnline)).toContain('costs and margins may be missing');
    expect(missingWords('ledger', isOnline).startsWith('Needs internet')).toBe(!isOnline);
  }
});
