/**
 * The tables that never leave the device: plain SQLite, unknown to PowerSync,
 * so that clearing synced data can never take them along. Live queries follow
 * them as they follow any table.
 *
 *   outbox            one row per posted document and per edit of a master until
 *                     the server has it, and 30 days beyond (fields of R5.1, and
 *                     what was answered)
 *   pending_moves     what those documents do to stock
 *   pending_debts     what those documents do to what customers owe
 *   document_counters the last number of each kind, advanced in the same
 *                     transaction as its document
 *   drafts            what is not posted yet: the open cart first of all (R2-2)
 *   sync_meta         when each kind of data was last complete (R5-4)
 *   sync_errors       permanent failures and broken promises (R5-5)
 *   sync_attempts     the last tries to send, whatever came of them
 *   settlements       what a manager did about refused documents
 *   saved_queries     SQL that a manager keeps, and what stands in the editor
 *   database_facts    whose database this is: user, location, device, profile
 *
 * Every statement can run again on a database that has it.
 */
import type { EntityType } from '#schema/document-kinds.ts';
import type { RecordType } from '#schema/push.ts';

export type SyncStatus = 'pending' | 'syncing' | 'synced' | 'failed';

export interface OutboxRow {
  /** Position in the queue: oldest first (R7.3-1). */
  position: number;
  queue_id: string;
  entity_type: RecordType;
  /** The document's id. Of an edit its own, the `queue_id`: a row may have several; which row, its payload says. */
  entity_id: string;
  location_id: string;
  device_id: string;
  /** The document's number (of an edit the name of its record) and total, kept when the payload is gone. */
  number: string;
  total_minor: number | null;
  /** JSON of the document, frozen at posting; null once the server's row is here. */
  payload: string | null;
  client_created_at: string;
  client_updated_at: string;
  sync_status: SyncStatus;
  /** 1 while it left the queue to wait for something it depends on. */
  is_waiting: 0 | 1;
  /** Every failed try made while online; drives the backoff. */
  retry_count: number;
  /** Those that the server answered; ten of them fail the record. */
  answered_count: number;
  last_attempt_at: string | null;
  next_retry_at: string | null;
  last_error: string | null;
  error_code: string | null;
  error_field: string | null;
  depends_on: string | null;
  journal_seq: number | null;
  posted_at: string | null;
  /** JSON array of flags that the server put on the document. */
  warnings: string | null;
  /** 1 where the server refused it and keeps it whole, for a manager to settle (requirements !3). */
  is_kept: 0 | 1;
  /** Who made it, where it was imported from another till's file; null: the user of this database. */
  created_by: string | null;
}

export interface PendingMoveRow {
  /** `linesPerRecord` times the record's position, and the place of the line. */
  id: number;
  document_id: string;
  item_id: string;
  lot_id: string | null;
  quantity_milli: number;
}

/** One a document, at most. */
export interface PendingDebtRow {
  /** The record's position. */
  id: number;
  document_id: string;
  customer_id: string;
  /** Positive: owed; negative: paid. */
  amount_minor: number;
  /** Null of what is paid. */
  due_date: string | null;
}

/** One call of `push`. Codes and counts only: nothing of what a document says. */
export interface SyncAttemptRow {
  /** `position` modulo `keptAttempts`: the table is a ring. */
  slot: number;
  position: number;
  at: string;
  took_ms: number;
  /** Sent, decided by the server, and refused by it. */
  record_count: number;
  decided_count: number;
  refused_count: number;
  /** The kind of the reply: 'answered', or how it failed. */
  outcome: string;
  code: string | null;
}

export const keptAttempts = 200;

/** What was done about a refused document, and by whom (R11.3-6). Kept as long as its record. */
export interface SettlementRow {
  id: string;
  at: string;
  /** The document's id, which may be of another till. */
  document_id: string;
  act: SettlingAct;
  /** In words; empty where none was asked for. */
  reason: string;
  /** Who did it. */
  user_id: string;
  /** The payload as it was before a correction; null where the content stayed. */
  payload_before: string | null;
}

export type SettlingAct = 'retried' | 'corrected' | 'voided' | 'overridden' | 'dismissed';

/** A query in SQL of the workbench. Of this device alone. */
export interface SavedQueryRow {
  /** `editorId`: what stands in the editor. */
  id: string;
  name: string;
  text: string;
  /** JSON: what was typed for each `:parameter`, by name. */
  parameters: string;
  client_updated_at: string;
}

export const editorId = 'editor';

export interface LocalTables {
  outbox: OutboxRow;
  pending_moves: PendingMoveRow;
  pending_debts: PendingDebtRow;
  document_counters: { entity_type: EntityType; last_sequence: number };
  drafts: {
    id: string;
    location_id: string;
    entity_type: EntityType;
    payload: string;
    client_updated_at: string;
  };
  sync_meta: { entity_type: string; location_id: string; last_sync_at: string };
  sync_errors: { id: string; at: string; queue_id: string | null; code: string; message: string };
  sync_attempts: SyncAttemptRow;
  settlements: SettlementRow;
  saved_queries: SavedQueryRow;
  database_facts: { key: string; value: string };
}

/**
 * So the moves of a document lie together, in the order of the queue, and need
 * no index to be found. More lines than any payload has room for.
 */
export const linesPerRecord = 65_536;

/** Of `outbox`, since version 0.1.0: a table made by an older build gets them added. */
export const laterOutboxColumns: readonly string[] = [
  'is_kept integer not null default 0',
  'created_by text',
];

export const localTablesDdl: readonly string[] = [
  `create table if not exists outbox (
    position integer primary key autoincrement,
    queue_id text not null unique,
    entity_type text not null,
    entity_id text not null,
    location_id text not null,
    device_id text not null,
    number text not null,
    total_minor integer,
    payload text,
    client_created_at text not null,
    client_updated_at text not null,
    sync_status text not null check (sync_status in ('pending', 'syncing', 'synced', 'failed')),
    is_waiting integer not null default 0,
    retry_count integer not null default 0,
    answered_count integer not null default 0,
    last_attempt_at text,
    next_retry_at text,
    last_error text,
    error_code text,
    error_field text,
    depends_on text,
    journal_seq integer,
    posted_at text,
    warnings text,
    is_kept integer not null default 0,
    created_by text
  )`,
  `create unique index if not exists outbox_entity on outbox (entity_id)`,
  `create index if not exists outbox_unsynced on outbox (sync_status, position)`,
  `create index if not exists outbox_dependents on outbox (depends_on) where depends_on is not null`,
  `create index if not exists outbox_edits on outbox (payload ->> 'id') where entity_type = 'master_update'`,
  `create index if not exists outbox_unsettled on outbox (entity_type) where payload is not null`,
  `create table if not exists pending_moves (
    id integer primary key,
    document_id text not null,
    item_id text not null,
    lot_id text,
    quantity_milli integer not null
  )`,
  `create index if not exists pending_moves_item on pending_moves (item_id)`,
  `create table if not exists pending_debts (
    id integer primary key,
    document_id text not null,
    customer_id text not null,
    amount_minor integer not null,
    due_date text
  )`,
  `create index if not exists pending_debts_customer on pending_debts (customer_id)`,
  `create table if not exists document_counters (
    entity_type text primary key not null,
    last_sequence integer not null
  )`,
  `create table if not exists drafts (
    id text primary key not null,
    location_id text not null,
    entity_type text not null,
    payload text not null,
    client_updated_at text not null
  )`,
  `create table if not exists sync_meta (
    entity_type text not null,
    location_id text not null,
    last_sync_at text not null,
    primary key (entity_type, location_id)
  )`,
  `create table if not exists sync_errors (
    id text primary key not null,
    at text not null,
    queue_id text,
    code text not null,
    message text not null
  )`,
  `create table if not exists sync_attempts (
    slot integer primary key,
    position integer not null,
    at text not null,
    took_ms integer not null,
    record_count integer not null,
    decided_count integer not null,
    refused_count integer not null,
    outcome text not null,
    code text
  )`,
  `create table if not exists settlements (
    id text primary key not null,
    at text not null,
    document_id text not null,
    act text not null check (act in ('retried', 'corrected', 'voided', 'overridden', 'dismissed')),
    reason text not null,
    user_id text not null,
    payload_before text
  )`,
  `create index if not exists settlements_document on settlements (document_id, at)`,
  `create table if not exists saved_queries (
    id text primary key not null,
    name text not null,
    text text not null,
    parameters text not null,
    client_updated_at text not null
  )`,
  `create table if not exists database_facts (
    key text primary key not null,
    value text not null
  )`,
];
