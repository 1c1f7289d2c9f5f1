import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterEvent, requeued, type OutboxEvent, type OutboxState } from './outbox-transition.ts';

const now = Date.parse('2026-11-22T10:00:00.000Z');
const fresh: OutboxState = {
  sync_status: 'pending',
  is_waiting: 0,
  retry_count: 0,
  answered_count: 0,
  last_attempt_at: null,
  next_retry_at: null,
  last_error: null,
  error_code: null,
  error_field: null,
  depends_on: null,
  journal_seq: null,
  posted_at: null,
  warnings: null,
  is_kept: 0,
};
const fault = { code: 'XX000', message: 'Trouble', field: null };
const tried = (isAnswered: boolean): OutboxEvent => ({ kind: 'tried', fault, isAnswered, delayMs: 10_000 });
const after = (events: readonly OutboxEvent[], from = fresh) =>
  events.reduce((state, event) => afterEvent(state, event, now), from);

describe('a record', () => {
  test('[R7.3-7] [R5.1-9] [R5.1-10] [R5.1-11] [R5.1-12] waits longer after each try, and says why', () => {
    expect(after([tried(false)])).toMatchObject({
      sync_status: 'pending',
      retry_count: 1,
      last_attempt_at: '2026-11-22T10:00:00.000Z',
      next_retry_at: '2026-11-22T10:00:10.000Z',
      last_error: 'Trouble',
      error_code: 'XX000',
    });
  });
  test('[R10.2-7] [R10.2-8] fails at the tenth answer of the server', () => {
    expect(after(Array.from({ length: 9 }, () => tried(true)))).toMatchObject({ sync_status: 'pending' });
    expect(after(Array.from({ length: 10 }, () => tried(true)))).toMatchObject({
      sync_status: 'failed',
      next_retry_at: null,
    });
  });
  test('an outage never fails it, however long', () => {
    expect(after(Array.from({ length: 500 }, () => tried(false)))).toMatchObject({
      sync_status: 'pending',
      retry_count: 500,
    });
  });
  test('[R7.3-5] is synced with what was answered', () => {
    const accepted = {
      kind: 'accepted',
      journal_seq: 7,
      posted_at: 'then',
      warnings: ['price_changed'],
    } as const;
    expect(after([tried(true), accepted])).toMatchObject({
      sync_status: 'synced',
      journal_seq: 7,
      posted_at: 'then',
      warnings: '["price_changed"]',
      last_error: null,
      error_code: null,
      next_retry_at: null,
    });
  });
  test('[R7.3-6] [R10.1-3d] [R10.1-4b] is failed with the reason when refused', () => {
    const refusal = { code: 'RVTOT', message: 'The total is wrong.', field: 'total_minor' };
    expect(after([{ kind: 'refused', fault: refusal, isKept: true }])).toMatchObject({
      sync_status: 'failed',
      error_code: 'RVTOT',
      error_field: 'total_minor',
      last_error: 'The total is wrong.',
    });
  });
  test('[R10.1-5c] waits once for what it needs, then fails and says what', () => {
    const missing = {
      kind: 'dependency_missing',
      fault: { code: 'RDITM', message: 'm', field: 'item_id' },
    } as const;
    const waiting = after([missing]);
    expect(waiting).toMatchObject({ sync_status: 'pending', is_waiting: 1, depends_on: 'item_id' });
    expect(after([missing], { ...waiting, is_waiting: 0 })).toMatchObject({
      sync_status: 'failed',
      depends_on: 'item_id',
    });
  });
  test('is marked with the document of this device that it waits for, where there is one', () => {
    const fault = { code: 'RDITM', message: 'm', field: 'item_id' };
    const missing = { kind: 'dependency_missing', fault } as const;
    const waiting = afterEvent(fresh, missing, now, 'parent');
    expect(waiting).toMatchObject({ is_waiting: 1, depends_on: 'parent' });
    const released = { ...waiting, is_waiting: 0 } as const;
    expect(afterEvent(released, missing, now, 'parent')).toMatchObject({
      sync_status: 'failed',
      depends_on: 'parent',
    });
  });
  test('[R10.2-9] begins anew when somebody retries it', () => {
    const failed = after(Array.from({ length: 10 }, () => tried(true)));
    expect(requeued(failed)).toEqual({ ...fresh, last_attempt_at: failed.last_attempt_at });
  });
  test('is in exactly one state, and due only while pending', () => {
    const event = fc.oneof(
      fc.boolean().map(tried),
      fc.constant<OutboxEvent>({ kind: 'refused', fault, isKept: true }),
      fc.constant<OutboxEvent>({ kind: 'dependency_missing', fault }),
      fc.constant<OutboxEvent>({ kind: 'accepted', journal_seq: 1, posted_at: null, warnings: [] }),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 15 }), (events) => {
        const state = after(events);
        if (state.sync_status !== 'pending')
          expect([state.next_retry_at, state.is_waiting]).toEqual([null, 0]);
        if (state.sync_status === 'failed') expect(state.error_code).not.toBeNull();
      }),
    );
  });
});
