/**
 * What happens to an outbox record, as a pure function. `sync_status`:
 *
 *                ┌──────────── retry (10 s, 30 s, 2 m…) ───────────┐
 *                ▼                                                 │
 *   posted ─► pending ──────────────────► syncing ─────────────────┤
 *                ▲  ▲                      │  │ applied            │
 *   waiting ─────┘  │            refused,  │  ▼                    │
 *   (dependency)    │            10 tries  │ synced                │
 *                   ├─ retry by hand ── failed ◄───────────────────┘
 *                   └─ its parent posted ┘
 *
 * A synced record never changes again.
 */
import type { OutboxRow } from '#schema/local-tables.ts';
import { timestamp } from '#domain/timestamp.ts';

/** The part of a record that changes after posting. */
export type OutboxState = Pick<
  OutboxRow,
  | 'sync_status'
  | 'is_waiting'
  | 'retry_count'
  | 'answered_count'
  | 'last_attempt_at'
  | 'next_retry_at'
  | 'last_error'
  | 'error_code'
  | 'error_field'
  | 'depends_on'
  | 'journal_seq'
  | 'posted_at'
  | 'warnings'
  | 'is_kept'
>;

export interface Fault {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

export type OutboxEvent =
  | {
      readonly kind: 'accepted';
      readonly journal_seq: number | null;
      readonly posted_at: string | null;
      readonly warnings: readonly string[];
    }
  /** `isKept`: the server keeps what it refused, whole. */
  | { readonly kind: 'refused'; readonly fault: Fault; readonly isKept: boolean }
  | { readonly kind: 'dependency_missing'; readonly fault: Fault }
  /** `isAnswered`: the server itself said so, which counts towards the cap (requirements !15). */
  | { readonly kind: 'tried'; readonly fault: Fault; readonly isAnswered: boolean; readonly delayMs: number };

/** Tries that the server answered, after which a record is failed (R10.2-7, R10.2-8). */
export const maxAnsweredTries = 10;

const longestError = 300;

/** `parentId`: the unsynced document of this device that it depends on, where there is one. */
export function afterEvent(
  record: OutboxState,
  event: OutboxEvent,
  nowMs: number,
  parentId?: string,
): OutboxState {
  const attempted = { ...record, last_attempt_at: timestamp(nowMs) };
  switch (event.kind) {
    case 'accepted':
      return {
        ...attempted,
        ...noFault,
        sync_status: 'synced',
        is_waiting: 0,
        next_retry_at: null,
        depends_on: null,
        journal_seq: event.journal_seq,
        posted_at: event.posted_at,
        warnings: JSON.stringify(event.warnings),
      };
    case 'refused':
      return {
        ...attempted,
        ...faultOf(event.fault),
        sync_status: 'failed',
        is_waiting: 0,
        next_retry_at: null,
        is_kept: event.isKept ? 1 : 0,
      };
    case 'dependency_missing':
      return afterMissing(attempted, event.fault, parentId);
    case 'tried':
      return afterTry(attempted, event, nowMs);
  }
}

/** By hand: every count starts anew, the content stays as it was posted. */
export function requeued(record: OutboxState): OutboxState {
  return {
    ...record,
    ...noFault,
    sync_status: 'pending',
    is_waiting: 0,
    retry_count: 0,
    answered_count: 0,
    next_retry_at: null,
    depends_on: null,
    is_kept: 0,
  };
}

/**
 * The first time it waits for the next complete pull; the second time that has
 * not helped (R10.1-5c). A parent of this device queues it anew when it posts.
 */
function afterMissing(record: OutboxState, fault: Fault, parentId?: string): OutboxState {
  const depends_on = parentId ?? fault.field ?? fault.code;
  return record.depends_on === null
    ? { ...record, ...faultOf(fault), sync_status: 'pending', is_waiting: 1, next_retry_at: null, depends_on }
    : { ...record, ...faultOf(fault), sync_status: 'failed', is_waiting: 0, next_retry_at: null, depends_on };
}

function afterTry(record: OutboxState, event: OutboxEvent & { kind: 'tried' }, nowMs: number): OutboxState {
  const answered_count = record.answered_count + (event.isAnswered ? 1 : 0);
  const isSpent = answered_count >= maxAnsweredTries;
  return {
    ...record,
    ...faultOf(event.fault),
    sync_status: isSpent ? 'failed' : 'pending',
    retry_count: record.retry_count + 1,
    answered_count,
    next_retry_at: isSpent ? null : timestamp(nowMs + event.delayMs),
  };
}

const noFault = { last_error: null, error_code: null, error_field: null } as const;

function faultOf({ code, message, field }: Fault) {
  return { last_error: message.slice(0, longestError), error_code: code, error_field: field };
}
