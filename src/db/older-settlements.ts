/** Upgrade: `settlements` took fewer acts. Its rows are brought over in the transaction that prepares the database. */
import type { Transaction } from '@powersync/common';

/** Before the tables are created; what it answers, after. */
export async function setOlderSettlementsAside(tx: Transaction): Promise<() => Promise<void>> {
  const older = await tx.getOptional(
    `select 1 from sqlite_master
     where type = 'table' and name = 'settlements' and sql not like '%dismissed%'`,
  );
  if (!older) return async () => {};
  await tx.execute('create table older_settlements as select * from settlements');
  await tx.execute('drop table settlements');
  return async () => {
    await tx.execute(
      `insert into settlements (id, at, document_id, act, reason, user_id, payload_before)
       select id, at, document_id, act, reason, user_id, payload_before from older_settlements`,
    );
    await tx.execute('drop table older_settlements');
  };
}
