/** The records of a list, all of them, archived ones too: what a file of it is compared with, or made of. */
import { masterColumns } from '#schema/documents/master-edit.ts';
import type { FileTable } from '#domain/csv/file-columns.ts';
import type { KnownRecord } from '#domain/csv/record-index.ts';
import type { Reader } from '#db/local-database.ts';

/** The next after `lastId` by id; '' is before the first. What people set of them. */
export function recordsAfter(read: Reader, table: FileTable, lastId: string, limit: number) {
  const columns = ['id', ...Object.keys(masterColumns[table].shape)];
  return (
    read
      // The columns of one table stand for those of each: they are named by the table's own schema.
      .selectFrom(table as 'categories')
      .select(columns as ['id'])
      .where('id', '>', lastId)
      .orderBy('id')
      .limit(limit)
      .$castTo<KnownRecord>()
  );
}
