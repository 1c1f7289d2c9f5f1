/**
 * Brings the outbox up to what the server's rows show. Every step only states
 * what has happened elsewhere, so it may run at any time, in any tab, twice.
 *
 *   outcome or document arrived ─► record synced (R4.2-13)
 *   outcome arrived             ─► its pending moves and debts are no longer needed
 *   document's rows here        ─► payload dropped: the rows are the document
 *   an edit taken               ─► payload dropped: the server keeps it
 *   complete pull after waiting ─► waiting records queue again (R10.1-5c)
 *   a transfer arrived          ─► its receipt that was too early queues again
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { timestamp } from '#domain/timestamp.ts';
import { inBooksSql } from '#schema/document-kinds.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';
import { linesPerRecord } from '#schema/local-tables.ts';
import { noteSyncError } from './outbox.ts';
import { queueIdSql } from './queue-entry.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

const outcome = `(select 1 from document_outcomes o where o.id = outbox.entity_id)`;
/** Of what was imported no outcome comes here, but a manager's device gets the list of what is void. */
const isVoid = `(exists (select 1 from document_outcomes o where o.id = outbox.entity_id and o.outcome = 'void')
  or exists (select 1 from voided_documents v where v.id = outbox.entity_id))`;
/** Not asked of an edit: a file brings them in by the thousand, and no document has its id. */
const isHere = `(entity_type <> 'master_update' and ${inBooksSql('outbox.entity_id')})`;

/**
 * RVDUP: what the server has under this id is another document; this one is
 * nowhere else. Unless it was corrected here: then the other one may be itself,
 * posted as it first was by a manager elsewhere, who was faster.
 */
const isForeign = `error_code is 'RVDUP' and not exists (
  select 1 from settlements s where s.document_id = outbox.entity_id and s.act = 'corrected')`;
const isAnswered = `sync_status in ('pending', 'syncing', 'failed') and not (${isForeign})
  and (exists ${outcome} or ${isHere} or ${isVoid})`;
/** What was dismissed is nowhere else. */
const isOutlived = `sync_status = 'synced' and payload is not null and warnings is not '${dismissedWarning}' and (entity_type = 'master_update' or ${isHere})`;
/** No record of this device releases it: the transfer is another location's. */
const isAwaited = `error_code = 'RDTRF' and sync_status = 'failed'
  and exists (select 1 from transfer_states s where s.id = outbox.payload ->> '$.transfer_id')`;
const pendingTables = ['pending_moves', 'pending_debts'] as const;
const isBooked = (table: (typeof pendingTables)[number]) =>
  `(exists (select 1 from document_outcomes o where o.id = ${table}.document_id)
  or exists (select 1 from voided_documents v where v.id = ${table}.document_id))`;

const steps: readonly string[] = [
  `update outbox set sync_status = 'synced', is_waiting = 0, next_retry_at = null, last_error = null,
     error_code = null, error_field = null, depends_on = null,
     journal_seq = coalesce(journal_seq, (select o.journal_seq from document_outcomes o where o.id = outbox.entity_id)),
     warnings = iif(${isVoid}, '${voidWarning}', warnings)
   where ${isAnswered}`,
  `update outbox set sync_status = 'pending', is_waiting = 0, retry_count = 0, answered_count = 0, next_retry_at = null,
     last_error = null, error_code = null, error_field = null, depends_on = null, is_kept = 0
   where ${isAwaited}`,
  ...pendingTables.map((table) => `delete from ${table} where ${isBooked(table)}`),
  `update outbox set payload = null where ${isOutlived}`,
];

const release = `update outbox set is_waiting = 0 where is_waiting = 1`;

/** A read, so that a checkpoint that changed nothing of ours takes no write lock. */
const work = `select
    exists (select 1 from outbox where ${isAnswered})
      or ${pendingTables.map((table) => `exists (select 1 from ${table} where ${isBooked(table)})`).join(' or ')}
      or exists (select 1 from outbox where ${isOutlived})
      or exists (select 1 from outbox where ${isAwaited}) as is_due,
    exists (select 1 from outbox where is_waiting = 1) as is_waiting`;

/** `isPulled`: a complete checkpoint has just been applied, so what was waited for is here, or nowhere. */
export async function settle(power: CommonPowerSyncDatabase, isPulled: boolean): Promise<void> {
  const { is_due, is_waiting } = await power.get<{ is_due: 0 | 1; is_waiting: 0 | 1 }>(work);
  const releases = isPulled && is_waiting === 1;
  if (is_due === 0 && !releases) return;
  await power.writeTransaction(async (tx) => {
    for (const step of steps) await tx.execute(step);
    if (releases) await tx.execute(release);
  });
}

/**
 * The slim records of what was synced 30 days ago (requirements !12), and what
 * was done about them. One whose entry is still in the queue, because the
 * process ended in between, stays: the next upload completes it.
 */
export async function dropOldRecords(power: CommonPowerSyncDatabase, nowMs: number): Promise<void> {
  await power.execute(
    `delete from outbox where sync_status = 'synced' and client_created_at < ?
       and queue_id not in (select ${queueIdSql} from ps_crud)
       and not exists (select 1 from pending_debts d where d.id = outbox.position)
       and not exists (select 1 from pending_moves m
         where m.id >= outbox.position * ${linesPerRecord} and m.id < (outbox.position + 1) * ${linesPerRecord})`,
    [timestamp(nowMs - keptMs)],
  );
  await power.execute(
    `delete from settlements where at < ? and document_id not in (select entity_id from outbox)`,
    [timestamp(nowMs - keptMs)],
  );
}

/**
 * A record that is due but has no queue entry would never be sent. The triggers
 * make that impossible; if it is seen all the same, it is written down and the
 * entry made, at start-up, before uploading begins.
 */
export async function mendQueue(power: CommonPowerSyncDatabase, nowMs: number): Promise<number> {
  const lost = await power.getAll<{ queue_id: string }>(
    `select queue_id from outbox
     where sync_status in ('pending', 'syncing') and is_waiting = 0
       and queue_id not in (select ${queueIdSql} from ps_crud)
     order by position`,
  );
  for (const { queue_id } of lost) {
    const message = 'The record had no entry in the queue; it was queued again.';
    await noteSyncError(power, { at: timestamp(nowMs), queue_id, code: 'FLUX_NO_ENTRY', message });
    // Waiting, and not: the triggers make the entry, as for all that is queued anew.
    await power.writeTransaction(async (tx) => {
      for (const isWaiting of [1, 0]) {
        await tx.execute(`update outbox set is_waiting = ? where queue_id = ?`, [isWaiting, queue_id]);
      }
    });
  }
  return lost.length;
}
