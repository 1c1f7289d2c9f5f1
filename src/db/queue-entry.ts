/**
 * Which record an entry of PowerSync's CRUD queue stands for: a document's is
 * named by it, an edit's by the row that it changed (`edit-overlay.ts`).
 */
import type { CrudEntry } from '@powersync/common';

export function queueIdOf({ id, opData }: Pick<CrudEntry, 'id' | 'opData'>): string {
  const queueId: unknown = opData?.['queue_id'];
  return typeof queueId === 'string' ? queueId : id;
}

/** The same of a row of `ps_crud`. */
export const queueIdSql = `coalesce(data ->> '$.data.queue_id', data ->> 'id')`;
