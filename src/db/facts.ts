/** Whose database this is. Written once, when the file is made; read at every opening. */
import type { CommonPowerSyncDatabase } from '@powersync/common';
import { hasFields } from './stored-json.ts';

export interface DatabaseFacts {
  readonly user_id: string;
  readonly location_id: string;
  readonly device_id: string;
  readonly device_code: string;
}

const fields = {
  user_id: 'string',
  location_id: 'string',
  device_id: 'string',
  device_code: 'string',
} as const;

export async function readFacts(power: CommonPowerSyncDatabase): Promise<DatabaseFacts | null> {
  const rows = await power.getAll<{ key: string; value: string }>('select key, value from database_facts');
  const found: unknown = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return hasFields<DatabaseFacts>(found, fields) ? found : null;
}

/**
 * `lastSequences`: the highest number of each kind that the server or this
 * browser knows of the device; the database counts on from there, never back.
 */
export async function writeFacts(
  power: CommonPowerSyncDatabase,
  of: DatabaseFacts,
  lastSequences: Readonly<Record<string, number>>,
): Promise<void> {
  await power.writeTransaction(async (tx) => {
    await tx.execute(
      `insert into database_facts (key, value) select key, value from json_each(?) where true
       on conflict (key) do update set value = excluded.value`,
      [JSON.stringify(of)],
    );
    await tx.execute(raiseCounters, [JSON.stringify(lastSequences)]);
  });
}

export async function raiseSequences(
  power: CommonPowerSyncDatabase,
  lastSequences: Readonly<Record<string, number>>,
): Promise<void> {
  await power.execute(raiseCounters, [JSON.stringify(lastSequences)]);
}

/** The last number of each kind that this database has given out. */
export async function lastSequences(
  power: Pick<CommonPowerSyncDatabase, 'getAll'>,
): Promise<Readonly<Record<string, number>>> {
  const rows = await power.getAll<{ entity_type: string; last_sequence: number }>(
    'select entity_type, last_sequence from document_counters',
  );
  return Object.fromEntries(rows.map((row) => [row.entity_type, row.last_sequence]));
}

const raiseCounters = `insert into document_counters (entity_type, last_sequence)
  select key, value from json_each(?) where true
  on conflict (entity_type) do update set last_sequence = excluded.last_sequence
    where last_sequence < excluded.last_sequence`;
