import { expect, test } from 'vitest';
import { sentenceOf, type SyncSituation } from './sentence.ts';

const well: SyncSituation = {
  pending: 0,
  failed: 0,
  pending_sales: 0,
  failed_sales: 0,
  isBackingOff: false,
  isHeld: false,
  connection: 'online',
  isManager: true,
  refusedElsewhere: 0,
};

test.each<[Partial<SyncSituation>, string]>([
  [{}, 'Everything is at the server.'],
  [{ connection: 'offline' }, 'Everything is at the server.'],
  [{ pending: 1, pending_sales: 1 }, '1 sale is on its way; it is safe on this device.'],
  [
    { pending: 3, pending_sales: 3, connection: 'offline' },
    '3 sales wait for the network; they are safe on this device.',
  ],
  [
    { pending: 2, pending_sales: 1, connection: 'unreachable' },
    '2 documents wait for the server, which does not answer; they are safe on this device.',
  ],
  [
    { pending: 1, pending_sales: 1, connection: 'signed_out' },
    '1 sale waits for somebody to sign in; it is safe on this device.',
  ],
  [
    { pending: 2, pending_sales: 2, isHeld: true, isBackingOff: true },
    '2 sales wait for the server, which takes none at the moment; they are safe on this device.',
  ],
  [
    { pending: 1, pending_sales: 1, isBackingOff: true },
    '1 sale waits for the next try; it is safe on this device.',
  ],
  [{ failed: 1, failed_sales: 1 }, '1 sale was refused and needs you.'],
  [{ failed: 2, failed_sales: 0, isManager: false }, '2 documents were refused and need a manager.'],
  [
    { failed: 1, failed_sales: 1, pending: 3, pending_sales: 3, connection: 'offline' },
    '1 sale was refused and needs you; 3 more are safe on this device and will go.',
  ],
  [
    { refusedElsewhere: 1 },
    'Everything from here is at the server; 1 document of another till was refused and needs you.',
  ],
])('%o', (change, text) => expect(sentenceOf({ ...well, ...change }).text).toBe(text));

test('only what is at the server is good, and only what needs somebody is bad', () => {
  expect(sentenceOf(well).tone).toBe('good');
  expect(sentenceOf({ ...well, pending: 1 }).tone).toBe('attention');
  expect(sentenceOf({ ...well, pending: 1, isHeld: true }).tone).toBe('bad');
  expect(sentenceOf({ ...well, failed: 1 }).tone).toBe('bad');
});
