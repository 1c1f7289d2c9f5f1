/** Goods received notes, each exactly once, wherever this device knows it from. */
import { sql, type RawBuilder } from 'kysely';
import { voidWarning, type DocumentState } from '#schema/document-state.ts';
import type { GrnLine } from '#schema/documents/goods-received-note.ts';
import type { Reader } from '#db/local-database.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';

export interface ReceivedNote extends ListedDocument {
  readonly supplier_name: string | null;
  readonly supplier_reference: string | null;
}

const supplierOf = (id: string) =>
  sql<string | null>`(select s.name from suppliers s where s.id = ${sql.raw(id)})`;
const isWaitingHere = sql`o.entity_type = 'grn' and o.payload is not null`;
const stateHere = sql<DocumentState>`iif(o.warnings is ${voidWarning}, 'void', o.sync_status)`;

/** Newest first. */
export function receivedNotes(read: Reader) {
  const columns = ['supplier_id', 'supplier_reference'] as const;
  return read
    .selectFrom(listedDocuments(read, 'grn', { columns }).as('note'))
    .selectAll()
    .select(supplierOf('note.supplier_id').as('supplier_name'))
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .$castTo<ReceivedNote>();
}

export interface NoteDocument {
  readonly id: string;
  readonly number: string;
  /** As on the paper; the number in the books differs only where that one was taken. */
  readonly printed_number: string;
  readonly client_created_at: string;
  readonly supplier_name: string | null;
  readonly supplier_reference: string;
  readonly note: string;
  readonly cashier_name: string | null;
  readonly device_code: string | null;
  readonly currency: string;
  readonly total_minor: number;
  readonly sync_status: DocumentState;
  /** JSON array of what a manager should look at. */
  readonly flags: string;
  /** JSON array of `GrnLine`. */
  readonly lines: string;
}

/** At most one row: the server's where it is here, else what this device keeps to send. */
export function noteDocument(read: Reader, id: string) {
  const found = sql<NoteDocument>`(
    select g.id, g.grn_number as number, g.printed_number, g.client_created_at,
      ${supplierOf('g.supplier_id')} as supplier_name, g.supplier_reference, g.note,
      ${member('g.cashier_id')} as cashier_name, ${till('g.device_id')} as device_code,
      g.currency, g.total_minor, 'synced' as sync_status, g.flags, ${syncedLines} as lines
    from grns g where g.id = ${id}
    union all
    select o.entity_id, o.number, o.number, o.client_created_at,
      ${supplierOf("o.payload ->> '$.supplier_id'")}, o.payload ->> '$.supplier_reference', o.payload ->> '$.note',
      ${member("o.payload ->> '$.cashier_id'")}, ${till('o.device_id')},
      o.payload ->> '$.currency', o.total_minor, ${stateHere}, '[]', o.payload -> '$.lines'
    from outbox o where o.entity_id = ${id} and ${isWaitingHere} and not exists (select 1 from grns g where g.id = o.entity_id))`;
  return read.selectFrom(found.as('note')).selectAll();
}

const syncedLines = sql`(
  select json_group_array(json_object('id', l.id, 'line_no', l.line_no, 'item_id', l.item_id, 'lot_id', l.lot_id,
    'batch_number', l.batch_number, 'expiry_date', l.expiry_date, 'item_name', l.item_name, 'unit_symbol', l.unit_symbol,
    'quantity_milli', l.quantity_milli, 'unit_cost_minor', l.unit_cost_minor, 'amount_minor', l.amount_minor))
  from (select * from grn_lines where grn_id = g.id order by line_no) l)`;

/** Of a note that this app posted, or that the server has. */
export function linesOf({ lines }: Pick<NoteDocument, 'lines'>): readonly GrnLine[] {
  return JSON.parse(lines) as readonly GrnLine[];
}

function member(expression: string): RawBuilder<string | null> {
  return sql`(select m.display_name from location_members m where m.user_id = ${sql.raw(expression)} limit 1)`;
}

function till(expression: string): RawBuilder<string | null> {
  return sql`(select d.code from devices d where d.id = ${sql.raw(expression)})`;
}

/** What receiving needs to know of items, by id. */
export function itemsToReceive(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select([
      'items.id',
      'items.name',
      'items.cost_minor',
      'items.is_batch_tracked',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
    ])
    .where('items.id', 'in', sql<string>`(select value from json_each(${JSON.stringify(ids)}))`);
}
