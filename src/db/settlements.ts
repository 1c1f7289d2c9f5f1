/** The log of what was done about refused documents: who, when, why, and what the document said before. */
import type { CommonPowerSyncDatabase, Transaction } from '@powersync/common';
import type { SettlementRow } from '#schema/local-tables.ts';
import { newId } from '#schema/new-id.ts';

export type Settlement = Omit<SettlementRow, 'id'>;

export async function noteSettlement(
  to: Pick<CommonPowerSyncDatabase | Transaction, 'execute'>,
  { at, document_id, act, reason, user_id, payload_before }: Settlement,
): Promise<void> {
  await to.execute(
    `insert into settlements (id, at, document_id, act, reason, user_id, payload_before)
     values (?, ?, ?, ?, ?, ?, ?)`,
    [newId(), at, document_id, act, reason, user_id, payload_before],
  );
}
