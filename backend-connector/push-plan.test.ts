import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { OutboxRow } from '#schema/local-tables.ts';
import { planPush, type PlanOptions } from './push-plan.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const options: PlanOptions = { nowMs: now, maxRecords: 50, isForced: false };

function row(queue_id: string, change: Partial<OutboxRow> = {}): OutboxRow {
  return {
    queue_id,
    sync_status: 'pending',
    is_waiting: 0,
    next_retry_at: null,
    payload: '{}',
    location_id: 'l',
    ...change,
  } as OutboxRow;
}
const plan = (
  rows: readonly OutboxRow[],
  change: Partial<PlanOptions> = {},
  queue = rows.map((one) => one.queue_id),
) => planPush(queue, new Map(rows.map((one) => [one.queue_id, one])), { ...options, ...change });
const idsOf = (made: ReturnType<typeof planPush>) =>
  made.kind === 'push' ? made.rows.map((one) => one.queue_id) : made;

const later = new Date(now + 5000).toISOString();

describe('[R7.3-1] [R7.3-3] the head of the queue decides', () => {
  test('nothing to do', () => expect(plan([])).toEqual({ kind: 'empty' }));
  test('all that is due goes, in order', () =>
    expect(idsOf(plan([row('a'), row('b'), row('c')]))).toEqual(['a', 'b', 'c']));
  test('a record with two entries goes once, where its first one stands', () =>
    expect(idsOf(plan([row('a'), row('b')], {}, ['a', 'b', 'a']))).toEqual(['a', 'b']));
  test('a head that is not due holds the others', () =>
    expect(plan([row('a', { next_retry_at: later }), row('b')])).toEqual({
      kind: 'wait',
      untilMs: now + 5000,
    }));
  test("'sync now' does not wait", () =>
    expect(idsOf(plan([row('a', { next_retry_at: later }), row('b')], { isForced: true }))).toEqual([
      'a',
      'b',
    ]));
  test('one that is not due ends the batch', () =>
    expect(idsOf(plan([row('a'), row('b', { next_retry_at: later }), row('c')]))).toEqual(['a']));
  test('a time that no delay can have made is due', () =>
    expect(idsOf(plan([row('a', { next_retry_at: '2999-01-01T00:00:00.000Z' })]))).toEqual(['a']));
  test('what was being sent when the app went away is sent again', () =>
    expect(idsOf(plan([row('a', { sync_status: 'syncing' })]))).toEqual(['a']));
  test('a batch is bounded in number and in size', () => {
    const many = Array.from({ length: 60 }, (_, n) => row(String(n)));
    expect(idsOf(plan(many))).toHaveLength(50);
    expect(idsOf(plan(many, { maxRecords: 3 }))).toEqual(['0', '1', '2']);
    const big = { payload: 'x'.repeat(300_000) };
    expect(idsOf(plan([row('a', big), row('b', big)]))).toEqual(['a']);
    expect(idsOf(plan([row('a', { payload: 'x'.repeat(600_000) })]))).toEqual(['a']);
    // Bytes, not letters.
    const script = { payload: '米'.repeat(100_000) };
    expect(idsOf(plan([row('a', script), row('b', script)]))).toEqual(['a']);
  });
});

describe('what is decided leaves the queue without being sent', () => {
  test.each([{ sync_status: 'synced' }, { sync_status: 'failed' }, { is_waiting: 1 }] as const)(
    '%j',
    (state) => {
      expect(plan([row('a', state), row('b')])).toEqual({ kind: 'complete', count: 1, orphans: [] });
      expect(idsOf(plan([row('a'), row('b', state), row('c')]))).toEqual(['a', 'c']);
    },
  );
  test('an entry without a record is told', () =>
    expect(plan([], {}, ['lost'])).toEqual({ kind: 'complete', count: 1, orphans: ['lost'] }));
});

test('a plan never completes what is open and never sends what is decided', () => {
  const state = fc.record({
    sync_status: fc.constantFrom('pending', 'syncing', 'synced', 'failed'),
    is_waiting: fc.constantFrom(0, 1),
    next_retry_at: fc.constantFrom(null, later, '2026-11-22T09:00:00.000Z'),
  });
  const isOpen = (one: OutboxRow) => one.is_waiting === 0 && ['pending', 'syncing'].includes(one.sync_status);
  fc.assert(
    fc.property(fc.array(state, { maxLength: 12 }), fc.boolean(), (states, isForced) => {
      const rows = states.map((one, n) => row(String(n), one as Partial<OutboxRow>));
      const made = plan(rows, { isForced });
      const firstOpen = rows.findIndex(isOpen);
      if (made.kind === 'complete') expect(made.count).toBe(firstOpen < 0 ? rows.length : firstOpen);
      if (made.kind === 'push') {
        expect(made.rows[0]).toBe(rows[firstOpen]);
        expect(made.rows.every(isOpen)).toBe(true);
      }
      if (made.kind === 'empty') expect(rows).toEqual([]);
    }),
  );
});
