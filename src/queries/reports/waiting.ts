/** Of a record `o` of the outbox: whether its document is in no book on this device yet, and was not closed for good. */
import { sql, type RawBuilder } from 'kysely';
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';

export function isWaiting(type: EntityType): RawBuilder<boolean> {
  return sql`(o.entity_type = ${sql.lit(type)} and o.payload is not null
    and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
    and not exists (select 1 from ${sql.table(documentKinds[type].table)} b where b.id = o.entity_id))`;
}
