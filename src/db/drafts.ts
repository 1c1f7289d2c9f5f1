/** What is not posted yet: rows, so that a reload or a power cut costs nothing (R2-2). */
import type { EntityType } from '#schema/document-kinds.ts';
import { writeAnsweredFirst } from './answered-first.ts';
import type { LocalDatabase } from './local-database.ts';

export interface Draft {
  readonly id: string;
  readonly location_id: string;
  readonly entity_type: EntityType;
  readonly payload: unknown;
  readonly at: string;
}

/** A document that is posted meanwhile, from another tab, does not become a draft again. */
export async function writeDraft({ power }: LocalDatabase, draft: Draft): Promise<void> {
  await power.execute(
    `insert into drafts (id, location_id, entity_type, payload, client_updated_at)
     select ?, ?, ?, ?, ? where not exists (select 1 from outbox where entity_id = ?)
     on conflict (id) do update set payload = excluded.payload, client_updated_at = excluded.client_updated_at`,
    [draft.id, draft.location_id, draft.entity_type, JSON.stringify(draft.payload), draft.at, draft.id],
  );
}

export async function deleteDraft({ power }: LocalDatabase, id: string): Promise<void> {
  await power.execute('delete from drafts where id = ?', [id]);
}

/** Only where there is no draft of that kind yet; whether it was written. One statement, so of two tabs one does. */
export async function writeOnlyDraft({ power }: LocalDatabase, draft: Draft): Promise<boolean> {
  const written = await writeAnsweredFirst(
    power,
    `insert into drafts (id, location_id, entity_type, payload, client_updated_at)
     select ?, ?, ?, ?, ? where not exists (select 1 from drafts where entity_type = ?) returning id`,
    [
      draft.id,
      draft.location_id,
      draft.entity_type,
      JSON.stringify(draft.payload),
      draft.at,
      draft.entity_type,
    ],
  );
  return written.length > 0;
}

/** False where it is not any more what it was: somebody else wrote it, or it is gone. */
export async function replaceDraft(
  { power }: LocalDatabase,
  draft: Pick<Draft, 'id' | 'payload' | 'at'> & { readonly was: string },
): Promise<boolean> {
  const written = await writeAnsweredFirst(
    power,
    'update drafts set payload = ?, client_updated_at = ? where id = ? and payload = ? returning id',
    [JSON.stringify(draft.payload), draft.at, draft.id, draft.was],
  );
  return written.length > 0;
}
