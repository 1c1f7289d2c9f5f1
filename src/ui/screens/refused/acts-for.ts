/**
 * What may be done about a refused document, by who asks and whose it is:
 *
 *              this till's                       another till's
 *   cashier    ask a manager to allow the stock  (does not see it)
 *   manager    try again, put right, allow, void allow, void
 *              an edit: try again, discard       discard
 *              its id is another's: has seen it  (on its till)
 *              goods sent, payments, shifts: no putting right
 *              received by another till first: void
 */
import type { RefusedRow } from '#queries/refused-document.ts';
import { isCorrectable } from '#domain/correction.ts';
import { isRecordType } from '#schema/document-content.ts';

export type Act = 'retry' | 'correct' | 'allow_stock' | 'void' | 'dismiss';

export function actsFor(
  row: Pick<RefusedRow, 'state' | 'queue_id' | 'code' | 'device_id' | 'entity_type' | 'number'>,
  isManager: boolean,
): readonly Act[] {
  if (row.state !== 'failed') return [];
  const isMine = row.queue_id !== null;
  const isShort = row.code === 'RVSTK';
  if (!isManager) return isMine && isShort ? ['allow_stock'] : [];
  const acts: Act[] = [];
  const isEdit = row.entity_type === 'master_update';
  const isTaken = row.code === 'RVDUP';
  // Sent again it would be refused again, and the server cannot void what is in its books.
  if (isTaken && isMine) acts.push('dismiss');
  if (isTaken && !isEdit) return acts;
  // So would a transfer that another till has received first.
  if (isMine && !isTaken && row.code !== 'RVRCV') acts.push('retry');
  // The lines of a transfer say what their batches are: a manager's yes is all that it can be given.
  if (isMine && isCorrectable(row.entity_type) && row.entity_type !== 'stock_transfer') acts.push('correct');
  if (isShort) acts.push('allow_stock');
  // The server asks for all three, and what another device sent may lack them.
  if (row.device_id !== null && isRecordType(row.entity_type) && (isEdit || row.number !== ''))
    acts.push('void');
  return acts;
}
