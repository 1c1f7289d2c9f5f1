/**
 * Who made a document, who allowed it, when it reached the books (R11.3-6): the
 * same of every kind, from the server's row if that is here, else from what this
 * device keeps to send.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { documentKinds, entityTypes, type EntityType } from '#schema/document-kinds.ts';
import { payloads } from '#schema/push.ts';

interface DocumentHistoryRow {
  readonly made_at: string;
  /** When its content was last put right; the same as `made_at` where it never was. */
  readonly changed_at: string;
  readonly made_by: string | null;
  readonly device_code: string | null;
  /** Whose session it was made in. */
  readonly session_of: string | null;
  readonly approved_by: string | null;
  readonly approval_reason: string | null;
  /** Who sent it in for its author; null where the author did. */
  readonly sent_in_by: string | null;
  /** What was noted, in words; null of a sale, whose paper has it. */
  readonly note: string | null;
  /** Null until the server has it. */
  readonly posted_at: string | null;
  readonly journal_seq: number | null;
}

/** At most one row. */
export function documentHistory(read: Reader, id: string) {
  const found = sql<DocumentHistoryRow>`(
    ${sql.join(
      entityTypes.map((type) => inBooks(type, id)),
      sql.raw(' union all '),
    )}
    union all
    select o.client_created_at, o.client_updated_at, ${member("o.payload ->> '$.cashier_id'")}, ${till('o.device_id')},
      ${member('o.created_by')}, ${member("o.payload ->> '$.approved_by'")}, o.payload ->> '$.approval_reason', null,
      iif(o.entity_type <> 'sales_invoice', o.payload ->> '$.note', null), o.posted_at, o.journal_seq
    from outbox o where o.entity_id = ${id} and o.entity_type <> 'master_update' and o.payload is not null
    limit 1)`;
  return read.selectFrom(found.as('document')).selectAll();
}

function inBooks(type: EntityType, id: string): RawBuilder<unknown> {
  const isNoted = type !== 'sales_invoice' && 'note' in payloads[type].shape;
  return sql`select d.client_created_at as made_at, d.client_updated_at as changed_at,
    ${member('d.cashier_id')} as made_by, ${till('d.device_id')} as device_code,
    ${member('d.created_by')} as session_of, ${member('d.approved_by')} as approved_by,
    d.approval_reason, ${member('d.submitted_by')} as sent_in_by, ${isNoted ? sql.ref('d.note') : sql`null`} as note,
    d.created_at as posted_at, d.journal_seq
    from ${sql.table(documentKinds[type].table)} d where d.id = ${id}`;
}

function member(expression: string): RawBuilder<string | null> {
  return sql`(select m.display_name from location_members m where m.user_id = ${sql.raw(expression)} limit 1)`;
}

function till(expression: string): RawBuilder<string | null> {
  return sql`(select d.code from devices d where d.id = ${sql.raw(expression)})`;
}
