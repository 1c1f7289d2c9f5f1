/**
 * What to do next with the head of the CRUD queue: a pure decision.
 *
 *   leading entries decided ─► complete them
 *   head is not due         ─► wait
 *   else                    ─► push consecutive due records
 *
 * The queue gives order (FIFO, R7.3-1), the records give state. A record is
 * decided when it is synced, failed or waiting; an entry without any record is
 * an orphan, to be written down and let go.
 */
import type { OutboxRow } from '#schema/local-tables.ts';
import { longestDelayMs } from './backoff.ts';

export interface PlanOptions {
  readonly nowMs: number;
  readonly maxRecords: number;
  /** Somebody asked for it now: what waits for its time is due. */
  readonly isForced: boolean;
}

export type PushPlan =
  | { readonly kind: 'empty' }
  | { readonly kind: 'complete'; readonly count: number; readonly orphans: readonly string[] }
  | { readonly kind: 'wait'; readonly untilMs: number }
  | { readonly kind: 'push'; readonly rows: readonly [OutboxRow, ...OutboxRow[]] };

export const maxPushBytes = 512 * 1024;

/** `queue`: the `queue_id` of each entry, in order. */
export function planPush(
  queue: readonly string[],
  records: ReadonlyMap<string, OutboxRow>,
  options: PlanOptions,
): PushPlan {
  if (queue.length === 0) return { kind: 'empty' };
  const firstOpen = queue.findIndex((id) => isOpen(records.get(id)));
  const decided = queue.slice(0, firstOpen < 0 ? undefined : firstOpen);
  if (decided.length > 0) {
    const orphans = decided.filter((id) => !records.has(id));
    return { kind: 'complete', count: decided.length, orphans };
  }
  // Queued again before its old entry was completed, a record has two entries: it goes once.
  const open = [...new Set(queue)].flatMap((id) => records.get(id) ?? []).filter(isOpen);
  const [head, ...others] = open;
  if (!head) return { kind: 'empty' };
  if (!options.isForced && !isDue(head, options.nowMs)) {
    return { kind: 'wait', untilMs: Date.parse(head.next_retry_at ?? '') };
  }
  return { kind: 'push', rows: [head, ...fitting(head, others, options)] };
}

/** Consecutive due records that still fit; one alone always goes, whatever its size. */
function fitting(head: OutboxRow, others: readonly OutboxRow[], options: PlanOptions): OutboxRow[] {
  let bytes = sizeOf(head);
  const rows: OutboxRow[] = [];
  for (const row of others) {
    bytes += sizeOf(row);
    const fits = rows.length + 1 < options.maxRecords && bytes <= maxPushBytes;
    if (!fits || row.location_id !== head.location_id || !isDue(row, options.nowMs)) break;
    rows.push(row);
  }
  return rows;
}

function isOpen(row: OutboxRow | undefined): row is OutboxRow {
  return (
    row !== undefined &&
    row.is_waiting === 0 &&
    (row.sync_status === 'pending' || row.sync_status === 'syncing')
  );
}

/** A time further off than any delay was written by a clock that has been set back since. */
function isDue(row: OutboxRow, nowMs: number): boolean {
  if (row.next_retry_at === null) return true;
  const dueMs = Date.parse(row.next_retry_at);
  return dueMs <= nowMs || dueMs > nowMs + longestDelayMs;
}

const utf8 = new TextEncoder();

/** In bytes, as it travels: the gateway takes 1 MiB, and a name in another script is three times its letters. */
function sizeOf(row: OutboxRow): number {
  return utf8.encode(row.payload ?? '').length + 400;
}
