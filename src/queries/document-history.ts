/**
 * Who made a document, who allowed it, when it reached the books (R11.3-6): the
 * same of every kind, from the server's row if that is here,
 * else from what this device keeps to send.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Reader } from '#db/local-database.ts';

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
  /** Why stock was adjusted, or what was noted of what came, in words; null of a sale. */
  readonly note: string | null;
  /** Null until the server has it. */
  readonly posted_at: string | null;
  readonly journal_seq: number | null;
}

/** At most one row. */
export function documentHistory(read: Reader, id: string) {
  const found = sql<DocumentHistoryRow>`(
    select ${columns('s')}, null as note, s.created_at as posted_at, s.journal_seq
    from sales_invoices s where s.id = ${id}
    union all
    select ${columns('a')}, a.note, a.created_at, a.journal_seq
    from stock_adjustments a where a.id = ${id}
    union all
    select ${columns('g')}, g.note, g.created_at, g.journal_seq
    from grns g where g.id = ${id}
    union all
    select ${columns('c')}, c.note, c.created_at, c.journal_seq
    from stock_counts c where c.id = ${id}
    union all
    select o.client_created_at, o.client_updated_at, ${member("o.payload ->> '$.cashier_id'")}, ${till('o.device_id')},
      ${member('o.created_by')}, ${member("o.payload ->> '$.approved_by'")}, o.payload ->> '$.approval_reason', null,
      iif(o.entity_type in ('stock_adjustment', 'grn', 'stock_count'), o.payload ->> '$.note', null), o.posted_at, o.journal_seq
    from outbox o where o.entity_id = ${id} and o.entity_type <> 'master_update' and o.payload is not null
    limit 1)`;
  return read.selectFrom(found.as('document')).selectAll();
}

function columns(of: 's' | 'a' | 'g' | 'c'): RawBuilder<unknown> {
  const ref = (column: string) => `${of}.${column}`;
  return sql`${sql.ref(ref('client_created_at'))} as made_at, ${sql.ref(ref('client_updated_at'))} as changed_at,
    ${member(ref('cashier_id'))} as made_by, ${till(ref('device_id'))} as device_code,
    ${member(ref('created_by'))} as session_of, ${member(ref('approved_by'))} as approved_by,
    ${sql.ref(ref('approval_reason'))} as approval_reason, ${member(ref('submitted_by'))} as sent_in_by`;
}

function member(expression: string): RawBuilder<string | null> {
  return sql`(select m.display_name from location_members m where m.user_id = ${sql.raw(expression)} limit 1)`;
}

function till(expression: string): RawBuilder<string | null> {
  return sql`(select d.code from devices d where d.id = ${sql.raw(expression)})`;
}
