/** What is not posted yet. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import type { EntityType } from '#schema/document-kinds.ts';

/** Last touched first. */
export function drafts(read: Reader, entityType: EntityType) {
  return read
    .selectFrom('drafts')
    .selectAll()
    .where('entity_type', '=', entityType)
    .orderBy('client_updated_at', 'desc');
}

/** Carts that wait under a name, the one parked last first. */
export function parkedCarts(read: Reader) {
  return drafts(read, 'sales_invoice').where(sql<boolean>`payload ->> '$.parked.name' is not null`);
}

/** At most one row. */
export function draftOf(read: Reader, id: string) {
  return read.selectFrom('drafts').selectAll().where('id', '=', id);
}
