/**
 * Flux broken on purpose, one guard at a time: a suite that stays green then
 * proves nothing. Functions of the simulated server are replaced, statements of
 * a device's database are put out of order; the product knows nothing of it.
 */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { queueIdOf } from '#db/queue-entry.ts';

export interface Sabotage {
  /** A function of the server, and what stands in its place. */
  readonly server?: { readonly signature: string; readonly replacement: string };
  /** Changes how a device's database does what it is told. */
  readonly device?: (power: CommonPowerSyncDatabase) => void;
}

export const none: Sabotage = {};

/** Nobody looks whether a document is posted already. */
export const noIdempotency: Sabotage = {
  server: {
    signature: 'app.already_posted(app.posting)',
    replacement: `create or replace function app.already_posted(p app.posting) returns jsonb
      language sql as 'select null::jsonb'`,
  },
};

/** Whoever asks is let into any location. */
export const noMembership: Sabotage = {
  server: {
    signature: 'app.enter(uuid)',
    replacement: `create or replace function app.enter(p_location_id uuid) returns public.member_role
      language plpgsql volatile security definer set search_path = '' as $$
      begin
        perform set_config('flux.location_id', p_location_id::text, true);
        return coalesce(app.role_of(app.current_user_id(), p_location_id), 'cashier');
      end; $$`,
  },
};

/** A clock that runs ahead stamps for days to come, and nobody is newer. */
export const noStampCap: Sabotage = {
  server: {
    signature: 'app.stamp_of(app.posting)',
    replacement: `create or replace function app.stamp_of(p app.posting) returns text
      language sql as 'select p.payload ->> ''stamp'''`,
  },
};

/** The counter follows in a transaction of its own, a moment after the document's. */
export const lateCounter: Sabotage = {
  device: (power) => {
    power.database.registerListener({
      tablesUpdated: ({ tables }) => {
        if (tables.includes('database_facts')) void forgetToCount(power);
        if (tables.includes('outbox')) setTimeout(() => void power.execute(countLate), 50);
      },
    });
  },
};

const countLate = `insert into document_counters (entity_type, last_sequence)
  select entity_type, count(*) from outbox where true group by 1
  on conflict (entity_type) do update set last_sequence = max(last_sequence, excluded.last_sequence)`;

/** The entry leaves the queue before its record says what became of it. */
export const completeFirst: Sabotage = {
  device: (power) =>
    before(power, 'update outbox set (', async (mark, values) => {
      const changes = JSON.parse(String(values[0])) as { queue_id: string; sync_status: string }[];
      const isDecided = (id: string) =>
        changes.some((one) => one.queue_id === id && ['synced', 'failed'].includes(one.sync_status));
      for await (const transaction of power.getCrudTransactions()) {
        if (!transaction.crud.every((entry) => isDecided(queueIdOf(entry)))) break;
        await transaction.complete();
      }
      return mark();
    }),
};

type Execute = CommonPowerSyncDatabase['execute'];

/** Stands in for the statements that begin so. */
function before(
  power: CommonPowerSyncDatabase,
  start: string,
  instead: (original: () => ReturnType<Execute>, values: unknown[]) => ReturnType<Execute>,
): void {
  const execute = power.execute.bind(power) as Execute;
  const changed = (sql: string, values: unknown[] = []) =>
    sql.trim().startsWith(start) ? instead(() => execute(sql, values), values) : execute(sql, values);
  Object.assign(power, { execute: changed });
}

/** Takes the counter out of the trigger that writes everything a document brings with it. */
async function forgetToCount(power: CommonPowerSyncDatabase): Promise<void> {
  await power.writeTransaction(async (tx) => {
    const { sql } = await tx.get<{ sql: string }>(
      `select sql from sqlite_master where name = 'outbox_posted'`,
    );
    const without = sql.replace(/insert into document_counters[^;]*;/, '');
    if (without === sql) return;
    await tx.execute('drop trigger outbox_posted');
    await tx.execute(without);
  });
}
