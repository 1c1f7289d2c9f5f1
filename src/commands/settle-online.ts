/**
 * What a manager decides with the server about a refused document, of whichever
 * till. The device that made it learns of it by sync; until then it is written
 * down here that the server has it.
 *
 *   reason ─► allowed? ─► server ─┬─ done ────────► noted ─► sync closes it
 *                                 ├─ no way there ─► nothing changed, say so
 *                                 └─ no ───────────► nothing changed, why
 */
import type { SettlingAct } from '#schema/local-tables.ts';
import type { OverrideRequest, SettlingAnswer, SettlingPort, VoidRequest } from '#schema/settling.ts';
import { checkReason } from '#domain/reason.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { noteSettlement } from '#db/settlements.ts';
import { refusalOf } from './ask-server.ts';
import { isManager, type Till } from './till.ts';

interface Settled {
  readonly kind: 'settled';
}

export function voidDocument(
  till: Till,
  port: SettlingPort,
  request: Omit<VoidRequest, 'location_id'>,
): Promise<Settled | Refused> {
  return settle(till, 'voided', request, (clean) => port.voidDocument({ ...request, ...clean }));
}

export function overrideStock(
  till: Till,
  port: SettlingPort,
  request: Omit<OverrideRequest, 'location_id'>,
): Promise<Settled | Refused> {
  return settle(till, 'overridden', request, (clean) => port.overrideRejection(clean));
}

async function settle(
  till: Till,
  act: SettlingAct,
  { document_id, reason: typed }: { readonly document_id: string; readonly reason: string },
  ask: (request: OverrideRequest) => Promise<SettlingAnswer>,
): Promise<Settled | Refused> {
  if (!isManager(till)) return refused({ kind: 'not_allowed', needs: 'manager' });
  const checked = checkReason(typed);
  if (checked.kind === 'refused') return checked;
  const { reason } = checked;
  const answer = await ask({ location_id: till.location.id, document_id, reason });
  if (answer.kind !== 'settled') return refused(refusalOf(answer));
  const by = { at: timestamp(till.clock.now()), user_id: till.cashier.id, reason, act };
  await noteSettlement(till.db.power, { ...by, document_id, payload_before: null });
  return { kind: 'settled' };
}
