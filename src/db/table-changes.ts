import type { CommonPowerSyncDatabase } from '@powersync/common';

/**
 * Calls at the moment in which a commit is known here that touched one of the
 * tables, in whatever tab or worker. A watched query would say it a timer later.
 */
export function onTablesChanged(
  { database }: CommonPowerSyncDatabase,
  tables: readonly string[],
  listener: () => void,
): () => void {
  const watched = new Set(tables);
  return database.registerListener({
    tablesUpdated: ({ tables: changed }) => {
      if (changed.some((table) => watched.has(table))) listener();
    },
  });
}
