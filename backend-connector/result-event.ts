/** What one result of `push` does to its record. */
import type { OutboxEvent } from '#db/outbox-transition.ts';
import type { PushResult } from '#schema/push.ts';

export function eventOf(result: PushResult): OutboxEvent {
  const { code, message, field, journal_seq, posted_at, warnings } = result;
  const fault = { code: code ?? 'UNKNOWN', message: message ?? 'The server gave no reason.', field };
  switch (result.status) {
    case 'applied':
    case 'already_applied':
    case 'conflict':
      return { kind: 'accepted', journal_seq, posted_at, warnings };
    case 'rejected':
      // Who is not a member there can leave nothing there either.
      return { kind: 'refused', fault, isKept: code !== 'RALOC' && !warnings.includes('not_kept') };
    case 'dependency_missing':
      return { kind: 'dependency_missing', fault };
  }
}
