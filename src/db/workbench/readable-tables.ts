/** What a manager may ask of a copy. All else in the file is PowerSync's own, or nobody's business. */
import { syncedColumns } from '#schema/tables.generated.ts';
import { readableLocalTables } from '#schema/workbench.ts';

export const readableTables: readonly string[] = [
  ...Object.keys(syncedColumns),
  ...Object.keys(readableLocalTables),
];
