/** The last tries to send, for whoever has to find out what happened (R11.3-5). */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { keptAttempts, type SyncAttemptRow } from '#schema/local-tables.ts';

export type SyncAttempt = Omit<SyncAttemptRow, 'slot' | 'position'>;

/** Overwrites the oldest once there are `keptAttempts`. */
export async function noteAttempt(power: CommonPowerSyncDatabase, attempt: SyncAttempt): Promise<void> {
  const { at, took_ms, record_count, decided_count, refused_count, outcome, code } = attempt;
  await power.execute(
    `insert or replace into sync_attempts
       (slot, position, at, took_ms, record_count, decided_count, refused_count, outcome, code)
     select next % ${keptAttempts}, next, ?, ?, ?, ?, ?, ?, ?
     from (select 1 + coalesce(max(position), 0) as next from sync_attempts)`,
    [at, took_ms, record_count, decided_count, refused_count, outcome, code],
  );
}
