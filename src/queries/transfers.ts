/** Goods between this location and others, from what is on this device. */
import { sql } from 'kysely';
import { dismissedWarning, voidWarning, type DocumentState } from '#schema/document-state.ts';
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { barcodeForms } from '#domain/barcode.ts';
import { copiedId } from '#domain/copied-id.ts';
import type { Incoming } from '#domain/receipt-draft.ts';
import type { Reader } from '#db/local-database.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';
import type { Row } from './row.ts';

/** Where goods can be sent. */
export function destinations(read: Reader, hereId: string) {
  return read
    .selectFrom('location_names')
    .select(['id', 'name', 'code', 'kind'])
    .where('id', '!=', hereId)
    .orderBy(sql`name collate nocase`)
    .orderBy('code');
}

/** Of a location of the company, this one among them: at most one row. */
export function locationName(read: Reader, id: string) {
  return read.selectFrom('location_names').select(['name', 'code']).where('id', '=', id);
}

const nameOf = (column: string) =>
  sql<string | null>`(select n.name from location_names n where n.id = ${sql.ref(column)})`;

export interface SentTransfer extends ListedDocument {
  readonly to_location_id: string | null;
  readonly to_name: string | null;
  /** Null before the server has it, and where it is of a month that is not on this device. */
  readonly state: 'in_transit' | 'received' | null;
  readonly receipt_number: string | null;
  readonly differs: 0 | 1 | null;
}

/** What was sent from here, newest first. What is on its way is known however long ago it left. */
export function sentTransfers(read: Reader, hereId: string) {
  const listed = listedDocuments(read, 'stock_transfer', { columns: ['to_location_id'], total: null });
  const known = sql<ListedDocument & { to_location_id: string | null }>`(
    select * from ${listed.as('listed')}
    union all
    select s.id, s.transfer_number, s.client_created_at, null, 'synced', '[]', null, null, null, s.to_location_id
    from transfer_states s
    where s.location_id = ${hereId} and s.state = 'in_transit'
      and not exists (select 1 from stock_transfers t where t.id = s.id)
      and not exists (select 1 from outbox o where o.entity_id = s.id and o.payload is not null))`;
  return read
    .selectFrom(known.as('transfer'))
    .leftJoin('transfer_states as state', 'state.id', 'transfer.id')
    .selectAll('transfer')
    .select([
      'state.state',
      'state.receipt_number',
      'state.differs',
      nameOf('transfer.to_location_id').as('to_name'),
    ])
    .orderBy('transfer.client_created_at', 'desc')
    .orderBy('transfer.id')
    .$castTo<SentTransfer>();
}

export interface ComingTransfer {
  readonly id: string;
  readonly transfer_number: string;
  readonly from_location_id: string;
  readonly from_name: string | null;
  readonly note: string;
  readonly client_created_at: string;
  /** JSON array of `SentLine`. */
  readonly lines: string;
  readonly line_count: number;
  /** What this device has received of it, and the server does not know yet. */
  readonly receipt_id: string | null;
  readonly receipt_number: string | null;
  readonly receipt_status: DocumentState | null;
}

const isReceiptOf = (transfer: string) => sql`o.entity_type = 'stock_transfer_receipt'
  and o.payload ->> '$.transfer_id' = ${sql.ref(transfer)}
  and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})`;

/** What is on its way to here, the longest on its way first. */
export function comingTransfers(read: Reader, hereId: string) {
  const receipt = <T>(column: string) =>
    sql<T>`(select ${sql.ref(`o.${column}`)} from outbox o where ${isReceiptOf('coming.id')}
      order by o.position desc limit 1)`;
  return read
    .selectFrom('transfer_states as coming')
    .select([
      'coming.id',
      'coming.transfer_number',
      'coming.location_id as from_location_id',
      'coming.note',
      'coming.client_created_at',
      'coming.lines',
      sql<number>`json_array_length(coming.lines)`.as('line_count'),
      nameOf('coming.location_id').as('from_name'),
      receipt<string | null>('entity_id').as('receipt_id'),
      receipt<string | null>('number').as('receipt_number'),
      receipt<DocumentState | null>('sync_status').as('receipt_status'),
    ])
    .where('coming.to_location_id', '=', hereId)
    .where('coming.state', '=', 'in_transit')
    .orderBy('coming.client_created_at')
    .orderBy('coming.id')
    .$castTo<ComingTransfer>();
}

/** Of a row of `comingTransfers`, as the server made it. */
export function incomingOf(row: ComingTransfer): Incoming {
  return { ...row, lines: JSON.parse(row.lines) as readonly SentLine[] };
}

export interface ReceivedTransfer extends ListedDocument {
  readonly transfer_id: string | null;
  readonly sent_number: string | null;
  readonly from_name: string | null;
}

/** What was received here, newest first. */
export function receivedTransfers(read: Reader) {
  const columns = ['transfer_id', 'sent_number', 'from_location_id'] as const;
  return read
    .selectFrom(listedDocuments(read, 'stock_transfer_receipt', { columns, total: null }).as('receipt'))
    .selectAll()
    .select(nameOf('receipt.from_location_id').as('from_name'))
    .orderBy('client_created_at', 'desc')
    .orderBy('id')
    .$castTo<ReceivedTransfer>();
}

/** How a transfer was received, as far as this device knows: at most one row. */
export function receiptHere(read: Reader, transferId: string) {
  const known = sql<{ id: string; number: string }>`(
    select r.id, r.receipt_number as number from stock_transfer_receipts r where r.transfer_id = ${transferId}
    union all
    select s.receipt_id, s.receipt_number from transfer_states s where s.id = ${transferId} and s.state = 'received'
    union all
    select o.entity_id, o.number from outbox o, (select ${transferId} as id) wanted where ${isReceiptOf('wanted.id')}
    limit 1)`;
  return read.selectFrom(known.as('receipt')).selectAll();
}

/** Where a transfer stands: at most one row. */
export function transferState(read: Reader, id: string) {
  return read
    .selectFrom('transfer_states')
    .select(['state', 'receipt_id', 'receipt_number', 'received_at', 'differs'])
    .where('id', '=', id);
}

/** The draft of a receipt of that transfer: at most one row. */
export function receiptDraftOf(read: Reader, transferId: string) {
  return read
    .selectFrom('drafts')
    .selectAll()
    .where('entity_type', '=', 'stock_transfer_receipt')
    .where(sql<boolean>`payload ->> '$.transfer_id' = ${transferId}`)
    .orderBy('client_updated_at', 'desc')
    .limit(1);
}

function items(read: Reader) {
  return read
    .selectFrom('items')
    .innerJoin('units', 'units.id', 'items.unit_id')
    .select([
      'items.id',
      'items.name',
      'items.barcode',
      'items.is_batch_tracked',
      'units.symbol as unit_symbol',
      'units.quantity_decimals',
    ]);
}

/** At most one row: what sending and receiving need to know of an item. */
export function itemToMove(read: Reader, id: string) {
  return items(read).where('items.id', '=', id);
}

/** Items of here that what was sent may be: `matcher` says which is which. */
export function itemsLike(read: Reader, hereId: string, lines: readonly SentLine[]) {
  const ids = JSON.stringify(lines.map(({ item_id }) => copiedId(hereId, item_id)));
  const codes = JSON.stringify(
    lines.flatMap(({ barcode }) => (barcode === null ? [] : barcodeForms(barcode))),
  );
  return items(read)
    .where(
      sql<boolean>`(items.id in (select value from json_each(${ids})) or items.barcode in (select value from json_each(${codes})))`,
    )
    .orderBy('items.is_archived')
    .orderBy('items.id');
}

/** At most one row: the unit of here that is written the same. */
export function unitWithSymbol(read: Reader, symbol: string) {
  return read
    .selectFrom('units')
    .select('id')
    .where('symbol', '=', symbol)
    .where('is_archived', '=', 0)
    .orderBy('id')
    .limit(1);
}

/** A copy of the very item that was sent, else what has its barcode, else null: somebody has to say. */
export function matcher(found: readonly Row<typeof itemsLike>[], hereId: string) {
  return (line: SentLine) => {
    const forms = line.barcode === null ? [] : barcodeForms(line.barcode);
    const copy = copiedId(hereId, line.item_id);
    return (
      found.find(({ id }) => id === copy) ??
      found.find(({ barcode }) => barcode !== null && forms.includes(barcode)) ??
      null
    );
  };
}
