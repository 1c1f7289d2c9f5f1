import type { ClientBase } from 'pg';

// source_rows ──evaluated──► bucket_ops (the log clients download) + parameter_lookups (who may have which bucket)
//      state: how far both are, moved in the same transaction as they are.

/** Raise it with every change below: an older storage is then dropped and filled anew from the source. */
const SCHEMA_VERSION = 2;

// Keys are compared for equality only: collation C, as a database's own rules may cost ten times as much.
const DDL = `
create schema flux_sync;

create table flux_sync.state (
  only_row boolean primary key default true check (only_row),
  schema_version integer not null,
  -- bucket names start with rules_version#; it and last_op_id only ever grow
  rules_version integer not null default 0,
  rules_hash text collate "C",
  slot_name text collate "C",
  last_op_id bigint not null default 0,
  -- everything committed at the source before it is in; null until the initial copy is in
  lsn pg_lsn
);

create table flux_sync.source_tables (
  id integer primary key,
  schema_name text collate "C" not null,
  table_name text collate "C" not null,
  unique (schema_name, table_name)
);

-- each replicated row as text: an update does not repeat its unchanged TOAST columns, a delete not its buckets
create table flux_sync.source_rows (
  table_id integer not null,
  row_key text collate "C" not null,
  row_text text collate "C" not null,
  synced text collate "C" not null,   -- JSON [[bucket_id, object_type, object_id], …]
  lookups text collate "C" not null,  -- JSON [[lookup, parameters], …]
  primary key (table_id, row_key)
);

create table flux_sync.buckets (
  id integer primary key,
  name text collate "C" not null unique,
  -- of all ops of the bucket up to last_op_id; compaction keeps the sum
  checksum bigint not null,
  op_count bigint not null,
  last_op_id bigint not null,
  -- ops that later ones replaced since the last compaction
  superseded bigint not null default 0
);

create table flux_sync.bucket_ops (
  bucket_id integer not null,
  op_id bigint not null,
  kind "char" not null,
  checksum bigint not null,
  -- type/id/subkey; null for MOVE and CLEAR
  op_key text collate "C",
  -- the op's JSON as sent
  entry text collate "C" not null,
  primary key (bucket_id, op_id)
);

create table flux_sync.parameter_lookups (
  lookup text collate "C" not null,
  table_id integer not null,
  row_key text collate "C" not null,
  parameters text collate "C" not null,
  primary key (lookup, table_id, row_key)
);

create table flux_sync.write_checkpoints (
  user_id text collate "C" not null,
  client_id text collate "C" not null,
  id bigint not null,
  -- what the source had committed when id was given
  lsn pg_lsn not null,
  -- the highest id whose lsn had been reached when the latest was given
  reached_id bigint,
  primary key (user_id, client_id)
);
`;

async function storedVersion(client: ClientBase): Promise<number | undefined> {
  const exists = await client.query(`select to_regclass('flux_sync.state') is not null as found`);
  if (exists.rows[0]?.found !== true) return undefined;
  const state = await client.query('select schema_version from flux_sync.state');
  return state.rows[0]?.schema_version;
}

/** Creates the tables, or drops and creates those of another version. The caller holds the storage's lock. */
export async function ensureSchema(client: ClientBase): Promise<void> {
  const version = await storedVersion(client);
  if (version === SCHEMA_VERSION) return;
  await client.query('begin');
  await client.query(`drop schema if exists flux_sync cascade; ${DDL}`);
  await client.query('insert into flux_sync.state (schema_version) values ($1)', [SCHEMA_VERSION]);
  await client.query('commit');
}
