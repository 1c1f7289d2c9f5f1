/** Keeps a query in SQL on this device; what stands in the editor too, at every change of it. */
import { deleteSavedQuery, writeSavedQuery } from '#db/saved-queries.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import type { ParameterTexts } from '#domain/sql/parameters.ts';
import { timestamp } from '#domain/timestamp.ts';
import type { Till } from './till.ts';

export interface QueryToSave {
  readonly id: string;
  readonly name: string;
  readonly text: string;
  readonly parameters: ParameterTexts;
}

export async function saveQuery(
  till: Till,
  { parameters, ...query }: QueryToSave,
): Promise<{ readonly kind: 'saved' } | Refused> {
  try {
    await writeSavedQuery(till.db, {
      ...query,
      parameters: JSON.stringify(parameters),
      client_updated_at: timestamp(till.clock.now()),
    });
    return { kind: 'saved' };
  } catch (error) {
    if (isStorageFull(error)) return refused({ kind: 'storage_full' });
    throw error;
  }
}

export async function deleteQuery(till: Till, id: string): Promise<void> {
  await deleteSavedQuery(till.db, id);
}
