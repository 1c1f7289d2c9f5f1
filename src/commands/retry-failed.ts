/** A failed document back into the queue: same id, same content, every count anew (R10.2-9, R10.2-10). */
import { refused, type Refused } from '#domain/refusal.ts';
import { requeue } from '#db/outbox.ts';
import { isManager, type Till } from './till.ts';

export async function retryFailed(
  till: Till,
  queueId: string,
): Promise<{ readonly kind: 'queued' } | Refused> {
  if (!isManager(till)) return refused({ kind: 'not_allowed', needs: 'manager' });
  return (await requeue(till.db.power, queueId)) ? { kind: 'queued' } : refused({ kind: 'not_found' });
}
