/** What is on the device of a list, and of what its records name. */
import type { FileTable, NamedTable } from '#domain/csv/file-columns.ts';
import type { Named } from '#domain/csv/named-records.ts';
import type { KnownRecord } from '#domain/csv/record-index.ts';
import { recordsAfter } from '#queries/master-records.ts';
import type { Pacing } from './pacing.ts';
import type { Till } from './till.ts';

const chunkSize = 500;

export async function allRecords(
  { db }: Pick<Till, 'db'>,
  table: FileTable,
  { pause }: Pick<Pacing, 'pause'>,
): Promise<readonly KnownRecord[]> {
  const records: KnownRecord[] = [];
  let chunk: readonly KnownRecord[];
  do {
    await pause();
    chunk = await recordsAfter(db.read, table, records.at(-1)?.id ?? '', chunkSize).execute();
    records.push(...chunk);
  } while (chunk.length === chunkSize);
  return records;
}

/** Only items name others. */
export async function namedBy(
  till: Pick<Till, 'db'>,
  table: FileTable,
  pacing: Pick<Pacing, 'pause'>,
): Promise<Named> {
  const all = (of: NamedTable) => (table === 'items' ? allRecords(till, of, pacing) : []);
  return {
    categories: await all('categories'),
    units: await all('units'),
    tax_rates: await all('tax_rates'),
  };
}
