import pg from 'pg';

export type LedgerFault = {
  readonly law: string;
  readonly location: string;
  readonly subject_id: string;
  readonly detail: string;
};

/** What breaks a law of the books, by law; empty is well. The laws are the database's own (`operating.ledger_faults`). */
export async function checkLedger(databaseUri: string, locationId?: string): Promise<LedgerFault[]> {
  const client = new pg.Client({ connectionString: databaseUri, application_name: 'flux-ledger-check' });
  await client.connect();
  try {
    // One moment of the books: what is posted meanwhile is not seen in half.
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<LedgerFault>(
      `select law, location_id as location, subject_id, detail from operating.ledger_faults
       where $1::uuid is null or location_id = $1 order by law, location_id, subject_id`,
      [locationId ?? null],
    );
    return rows;
  } finally {
    await client.end();
  }
}
