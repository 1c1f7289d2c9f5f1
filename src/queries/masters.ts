/**
 * The masters as a manager keeps them: one list for each table, read by window,
 * with what the device has set and the server has not taken yet.
 */
import { sql, type RawBuilder } from 'kysely';
import { barcodeForms, cleanBarcode } from '#domain/barcode.ts';
import type { MasterTable } from '#schema/masters.ts';
import type { Reader } from '#db/local-database.ts';
import { masterListOf, nameColumnOf, type ListedTable, type NamedTable } from './master-lists.ts';
import { nameContains } from './name-contains.ts';
import type { Row } from './row.ts';

export type MasterValue = string | number | null;

/** A row as the device has it, and `category_name` beside each `category_id`. */
export interface MasterRow {
  readonly id: string;
  readonly [column: string]: MasterValue;
}

/** An edit of the row that is on its way, or that the server refused. */
export type EditState = 'pending' | 'failed';

export interface ListedRow extends MasterRow {
  readonly edit_state: EditState | null;
}

export type MasterFilter = 'in_use' | 'archived' | 'no_barcode';

export interface MasterQuestion {
  readonly table: ListedTable;
  readonly text: string;
  readonly filter: MasterFilter;
  /** Items only. */
  readonly categoryId: string | null;
  readonly sort: { readonly column: string; readonly isDescending: boolean };
}

export interface Span {
  readonly limit: number;
  readonly offset: number;
}

/** The rows of a window, in the order that was asked for. */
export function masterPage(read: Reader, question: MasterQuestion, span: Span) {
  const { table } = question;
  return (
    read
      // Ids first, which an index has: what is skipped is not read.
      .with('page', () => matching(read, question, span))
      .selectFrom('page')
      .innerJoin(rowsOf(table), 'm.id', 'page.id')
      .selectAll('m')
      .select(editState)
      .select(namesIn(table))
      .orderBy(orderOf(question))
      .$castTo<ListedRow>()
  );
}

/** One row. */
export function masterCount(read: Reader, question: MasterQuestion) {
  return read
    .selectFrom(rowsOf(question.table))
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(isWanted(question));
}

/** The ids of all that match, or of some of them, in their order. */
export function masterIds(read: Reader, question: MasterQuestion, span?: Span) {
  return matching(read, question, span);
}

/** One row as it is now, or none. */
export function masterRow(read: Reader, table: MasterTable, id: string) {
  return masterRows(read, table, [id]);
}

/** Of what a location has one of. */
export function soleRow(read: Reader, table: MasterTable, locationId: string) {
  return read
    .selectFrom(rowsOf(table))
    .selectAll('m')
    .select(editState)
    .where(sql<boolean>`m.location_id = ${locationId}`)
    .limit(1)
    .$castTo<ListedRow>();
}

export function masterRows(read: Reader, table: MasterTable, ids: readonly string[]) {
  const rows = read
    .selectFrom(rowsOf(table))
    .selectAll('m')
    .select(editState)
    .where(sql<boolean>`m.id in (select value from json_each(${JSON.stringify(ids)}))`);
  return (isListed(table) ? rows.select(namesIn(table)) : rows).$castTo<ListedRow>();
}

/** What a column that refers to `table` may be set to, by name; archived ones only if they are what it is now. */
export function masterChoices(
  read: Reader,
  table: NamedTable,
  { text = '', current = null, limit = 500 }: ChoiceOptions = {},
) {
  return (
    read
      .selectFrom(rowsOf(table))
      .select([sql<string>`m.id`.as('id'), sql<string>`m.name`.as('name')])
      .where(sql<boolean>`(m.is_archived = 0 or m.id = ${current})`)
      .where(nameContains('m.name', text))
      // Only batches refer to items.
      .where(table === 'items' ? sql<boolean>`m.is_batch_tracked = 1` : sql<boolean>`true`)
      .orderBy(sql`m.name collate nocase`)
      .orderBy('m.id')
      .limit(limit)
  );
}

interface ChoiceOptions {
  readonly text?: string;
  readonly current?: string | null;
  readonly limit?: number;
}

/** Another item that a scan of this barcode would find, archived or not (unique per location). */
export function itemWithBarcodeOf(read: Reader, barcode: string, exceptId: string) {
  return read
    .selectFrom('items')
    .select(['id', 'name', 'is_archived'])
    .where('barcode', 'in', barcodeForms(barcode))
    .where('id', '<>', exceptId)
    .limit(1);
}

/** Of the row: refused comes before waiting, whichever was first. The first plus lets the index of an expression be used, the second keeps the one of what is unsent out of it. */
const editState = sql<EditState | null>`(
  select case max(o.sync_status = 'failed') when 1 then 'failed' when 0 then 'pending' end from outbox o
  where o.payload ->> 'id' = +m.id and o.entity_type = 'master_update'
    and +o.sync_status in ('pending', 'syncing', 'failed'))`.as('edit_state');

function matching(read: Reader, question: MasterQuestion, span?: Span) {
  const ids = read
    .selectFrom(rowsOf(question.table))
    .select('m.id')
    .where(isWanted(question))
    .orderBy(orderOf(question));
  return span ? ids.limit(span.limit).offset(span.offset) : ids;
}

function rowsOf(table: MasterTable) {
  return sql<MasterRow>`${sql.table(table)}`.as('m');
}

function isListed(table: MasterTable): table is ListedTable {
  return table !== 'locations' && table !== 'location_settings';
}

function namesIn(table: ListedTable) {
  return Object.entries(masterListOf(table).references).map(([column, named]) =>
    sql<string | null>`(select r.name from ${sql.table(named)} r where r.id = ${sql.ref(`m.${column}`)})`.as(
      nameColumnOf(column),
    ),
  );
}

function isWanted({ table, text, filter, categoryId }: MasterQuestion): RawBuilder<boolean> {
  const { hasArchive } = masterListOf(table);
  const all = [
    ...(hasArchive ? [sql`m.is_archived = ${filter === 'archived' ? 1 : 0}`] : []),
    ...(table === 'items' && filter === 'no_barcode' ? [sql`m.barcode is null`] : []),
    ...(table === 'items' && categoryId !== null ? [sql`m.category_id = ${categoryId}`] : []),
    contains(table, text),
  ];
  return sql<boolean>`(${sql.join(all, sql` and `)})`;
}

/** In one of the columns that are searched, or in the name of what a batch is of; a scanned code in either form. */
function contains(table: ListedTable, text: string): RawBuilder<boolean> {
  const code = cleanBarcode(text);
  if (code === '') return sql<boolean>`true`;
  const any = masterListOf(table).searched.map((column) => nameContains(`m.${column}`, text));
  if (table === 'items') any.push(sql<boolean>`m.barcode in (${sql.join(barcodeForms(code))})`);
  if (table === 'stock_lots') {
    any.push(sql<boolean>`m.item_id in (select id from items where ${nameContains('items.name', text)})`);
  }
  return sql<boolean>`(${sql.join(any, sql` or `)})`;
}

/** As its index has it: names in either case, what never expires after all that does. */
function keysOf(by: RawBuilder<unknown>, column: string | undefined): readonly RawBuilder<unknown>[] {
  if (column === 'name') return [sql`${by} collate nocase`];
  return column === 'expiry_date' ? [sql`(${by} is null)`, by] : [by];
}

/** By the column, then by id: the same order each time, as an index has it. */
function orderOf({ table, sort }: MasterQuestion): RawBuilder<unknown> {
  const { sorted } = masterListOf(table);
  const column = sorted.includes(sort.column) ? sort.column : sorted[0];
  const by = sql.ref(`m.${column}`);
  const direction = sort.isDescending ? sql`desc` : sql`asc`;
  const keys = [...keysOf(by, column), sql`m.id`];
  return sql.join(keys.map((key) => sql`${key} ${direction}`));
}

export type PricedRow = Row<typeof itemPrices>;

/** What a change of prices starts from, by name. */
export function itemPrices(read: Reader, ids: readonly string[]) {
  return read
    .selectFrom('items')
    .select(['id', 'name', 'price_minor'])
    .where(sql<boolean>`id in (select value from json_each(${JSON.stringify(ids)}))`)
    .orderBy(sql`name collate nocase`)
    .orderBy('id');
}
