/**
 * THE rule of lists and reports (design section 4), in one query: synced rows,
 * and outbox payloads whose id is not among them, each document of a kind
 * exactly once, with its state. For a manager also what other tills could not
 * post, and what was closed for good.
 */
import { sql } from 'kysely';
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';
import type { DocumentState } from '#schema/document-state.ts';
import type { Reader } from '#db/local-database.ts';
import { recordFlags, recordState } from './record-state.ts';
import { refusedElsewhere, voidElsewhere } from './refused.ts';

export interface ListedDocument {
  readonly id: string;
  readonly number: string;
  readonly client_created_at: string;
  /** Null where only the number of a void document is known here, and of kinds that have none. */
  readonly total_minor: number | null;
  readonly sync_status: DocumentState;
  /** JSON array of what a manager should look at. */
  readonly flags: string;
  /** Why it was refused; null where it was not. */
  readonly error_code: string | null;
  readonly last_error: string | null;
  /** The till, where it is another one and the document is not in the books. */
  readonly elsewhere: string | null;
}

interface ListOptions<Column extends string> {
  readonly limit?: number;
  /** Further fields of the header: columns of its table and, under the same names, of its payload. */
  readonly columns?: readonly Column[];
  /** The column with its amount. */
  readonly total?: string | null;
  /** Those only whose header has this in a column of ids; what is void elsewhere says nothing of itself. */
  readonly matching?: { readonly column: string; readonly value: string };
}

/** Newest first. What is synced is cut to `limit` by its index before it is put beside the rest, which is little. */
export function listedDocuments<Column extends string = never>(
  read: Reader,
  type: EntityType,
  { limit = 200, columns = [], total = 'total_minor', matching }: ListOptions<Column> = {},
) {
  const { table, number } = documentKinds[type];
  const books = sql.table(table);
  const further = (of: (column: Column) => string) =>
    sql.raw(columns.map((name) => `, ${of(name)}`).join(''));
  const matches = (found: string) => (matching ? sql`${sql.raw(found)} = ${matching.value}` : sql`true`);
  const column = matching?.column ?? '';
  const all = sql<ListedDocument & Readonly<Record<Column, string | number | null>>>`(
    select * from (
      select d.id, ${sql.ref(`d.${number}`)} as number, d.client_created_at,
        ${total === null ? sql`null` : sql.ref(`d.${total}`)} as total_minor, 'synced' as sync_status, d.flags,
        null as error_code, null as last_error, null as elsewhere ${further((name) => `d.${name}`)}
      from ${books} d where ${matches(`d.${column}`)} order by d.client_created_at desc limit ${limit})
    union all
    select outbox.entity_id, outbox.number, outbox.client_created_at, outbox.total_minor, ${recordState()}, ${recordFlags()},
      outbox.error_code, outbox.last_error, null ${further((name) => `outbox.payload ->> '$.${name}'`)}
    from outbox
    where outbox.entity_type = ${type} and outbox.payload is not null
      and ${matches(`outbox.payload ->> '$.${column}'`)}
      and not exists (select 1 from ${books} d where d.id = outbox.entity_id)
    union all
    select r.id, r.number, r.client_created_at, r.total_minor, 'failed', '[]',
      r.code, r.message, coalesce(r.device_code, '?') ${further((name) => `r.record ->> '$.payload.${name}'`)}
    from ${refusedElsewhere(read).as('r')} where r.entity_type = ${type} and ${matches(`r.record ->> '$.payload.${column}'`)}
    union all
    select v.id, v.number, v.created_at, null, 'void', '[]', null, null, coalesce(v.device_code, '?') ${further(() => 'null')}
    from ${voidElsewhere(read, type).as('v')} where ${matches('null')})`;
  return (
    read
      .selectFrom(all.as('document'))
      .selectAll()
      .orderBy('client_created_at', 'desc')
      // Of one moment the one that was made last: a number grows with its device.
      .orderBy('number', 'desc')
      .orderBy('id')
      .limit(limit)
  );
}
