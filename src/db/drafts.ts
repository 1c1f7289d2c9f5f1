/** What is not posted yet: rows, so that a reload or a power cut costs nothing (R2-2). */
import type { EntityType } from '#schema/document-kinds.ts';
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
