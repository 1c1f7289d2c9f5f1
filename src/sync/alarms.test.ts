import { expect, test } from 'vitest';
import { alarmsOf, type Situation } from './alarms.ts';

const hourMs = 3_600_000;
const nowMs = Date.parse('2026-11-22T20:00:00.000Z');
const gigabyte = 1024 ** 3;
const well: Situation = {
  documents: 0,
  oldestAt: null,
  alarmAfterMs: 8 * hourMs,
  nowMs,
  clockOffsetMs: 0,
  storage: { usedBytes: 40e6, quotaBytes: 10 * gigabyte },
};
const kinds = (change: Partial<Situation>) => alarmsOf({ ...well, ...change }).map(({ kind }) => kind);

test('where all is well nothing is said', () => expect(alarmsOf(well)).toEqual([]));

test('[R10.3-7] more than 200 unsynced documents', () => {
  expect(kinds({ documents: 200 })).toEqual([]);
  expect(kinds({ documents: 201 })).toEqual(['queue_long']);
});

test('the oldest unsynced document is older than the set age', () => {
  const oldestAt = '2026-11-22T12:00:00.000Z';
  expect(kinds({ documents: 1, oldestAt })).toEqual([]);
  expect(kinds({ documents: 1, oldestAt, nowMs: nowMs + 1 })).toEqual(['unsynced_old']);
  expect(kinds({ documents: 1, oldestAt, alarmAfterMs: 24 * hourMs, nowMs: nowMs + 1 })).toEqual([]);
});

test('[R10.3-3] a clock that is more than two minutes off, either way', () => {
  for (const sign of [1, -1]) {
    expect(kinds({ clockOffsetMs: sign * 120_000 })).toEqual([]);
    expect(kinds({ clockOffsetMs: sign * 120_001 })).toEqual(['clock_off']);
  }
});

test('storage that is nearly full: little left, or little of much', () => {
  expect(kinds({ storage: { usedBytes: 95e6, quotaBytes: 120e6 } })).toEqual(['storage_low']);
  expect(kinds({ storage: { usedBytes: 9.1 * gigabyte, quotaBytes: 10 * gigabyte } })).toEqual([
    'storage_low',
  ]);
  expect(kinds({ storage: { usedBytes: 8 * gigabyte, quotaBytes: 10 * gigabyte } })).toEqual([]);
  expect(kinds({ storage: { usedBytes: 0, quotaBytes: 0 } })).toEqual([]);
  expect(kinds({ storage: null })).toEqual([]);
});

test('the worst comes first: it is the one that every screen shows', () => {
  const all = kinds({
    documents: 500,
    oldestAt: '2026-11-20T12:00:00.000Z',
    clockOffsetMs: 600_000,
    storage: { usedBytes: 99e6, quotaBytes: 100e6 },
  });
  expect(all).toEqual(['unsynced_old', 'storage_low', 'clock_off', 'queue_long']);
});
