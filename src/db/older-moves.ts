/**
 * Upgrade: `pending_moves` had text ids and two more indexes. Its rows are
 * brought over under the ids of today, in the transaction that prepares the
 * database; what belongs to no record of the outbox too, below all others.
 */
import type { Transaction } from '@powersync/common';
import { linesPerRecord } from '#schema/local-tables.ts';

/** Before the tables are created; what it answers, after. */
export async function setOlderMovesAside(tx: Transaction): Promise<() => Promise<void>> {
  const older = await tx.getOptional(
    `select 1 from pragma_table_info('pending_moves') where name = 'id' and lower(type) = 'text'`,
  );
  if (!older) return async () => {};
  await tx.execute('create table older_moves as select * from pending_moves');
  await tx.execute('drop table pending_moves');
  return async () => {
    await tx.execute(
      `insert into pending_moves (id, document_id, item_id, lot_id, quantity_milli)
       select coalesce(o.position, -m.rowid) * ${linesPerRecord}
           + row_number() over (partition by m.document_id order by m.rowid) - 1,
         m.document_id, m.item_id, m.lot_id, m.quantity_milli
       from older_moves m left join outbox o on o.entity_id = m.document_id`,
    );
    await tx.execute('drop table older_moves');
  };
}
