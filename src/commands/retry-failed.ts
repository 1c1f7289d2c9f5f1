/** A failed document back into the queue: same id, same content, every count anew (R10.2-9, R10.2-10). */
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { requeue } from '#db/requeue.ts';
import { isManager, type Till } from './till.ts';

export async function retryFailed(
  till: Till,
  queueId: string,
): Promise<{ readonly kind: 'queued' } | Refused> {
  if (!isManager(till)) return refused({ kind: 'not_allowed', needs: 'manager' });
  const by = {
    at: timestamp(till.clock.now()),
    act: 'retried',
    reason: '',
    user_id: till.cashier.id,
  } as const;
  const { kind } = await requeue(till.db.power, queueId, by);
  return kind === 'queued' ? { kind } : refused({ kind: 'not_found' });
}
