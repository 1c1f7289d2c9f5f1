/** What a reply to `push` does to the records that were sent. */
import type { OutboxEvent } from '#db/outbox-transition.ts';
import { delayHonouring } from './backoff.ts';
import { timeoutFault } from './outcome.ts';
import type { PushReply } from './push.ts';
import { eventOf } from './result-event.ts';

/** For the first so many records; the others are as they were. `retryCount` is the head's, whose tries alone count. */
export function eventsOf(reply: PushReply, sent: number, retryCount: number): readonly OutboxEvent[] {
  const delayMs = delayHonouring(retryCount + 1, reply.kind === 'transient' ? reply.retryAfterMs : null);
  switch (reply.kind) {
    case 'answered':
      return reply.results.map(eventOf);
    case 'transient':
      return [{ kind: 'tried', fault: reply.fault, isAnswered: reply.isAnswered, delayMs }];
    case 'hold':
      return [{ kind: 'tried', fault: reply.fault, isAnswered: false, delayMs }];
    case 'timed_out':
      return [{ kind: 'tried', fault: timeoutFault, isAnswered: false, delayMs }];
    case 'refused':
    case 'dependency_missing':
      // The call as a whole was refused: which record is to blame shows when each is sent alone.
      return sent > 1 ? [] : [{ kind: reply.kind, fault: reply.fault, isKept: false }];
    case 'unauthenticated':
    case 'stopped':
      return [];
  }
}
