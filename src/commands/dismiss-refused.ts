/** A manager has seen a refusal that nothing can put right: it is closed on this device, and nothing is asked of the server. */
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { dismiss } from '#db/dismiss.ts';
import { isManager, type Till } from './till.ts';

export async function dismissRefused(
  till: Till,
  queueId: string,
): Promise<{ readonly kind: 'dismissed' } | Refused> {
  if (!isManager(till)) return refused({ kind: 'not_allowed', needs: 'manager' });
  const at = timestamp(till.clock.now());
  const by = { at, act: 'dismissed', reason: '', user_id: till.cashier.id } as const;
  const kind = await dismiss(till.db.power, queueId, by);
  return kind === 'dismissed' ? { kind } : refused({ kind: 'not_found' });
}
