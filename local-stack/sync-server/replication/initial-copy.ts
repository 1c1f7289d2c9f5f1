import type { Client } from 'pg';
import type { HydratedSyncConfig } from '@powersync/service-sync-rules';
import { hydrateRules, type ParsedRules } from '#stack/sync-server/rules/parse.ts';
import {
  readState,
  saveProgress,
  startNewVersion,
  type Lsn,
  type StorageState,
} from '#stack/sync-server/storage/state.ts';
import { ChangeWriter } from './change-writer.ts';
import { LogCursor } from './log-cursor.ts';
import { createSlot, dropSlot, newSlotName, slotStatus } from './slot.ts';
import { copySnapshot } from './snapshot.ts';
import { copyHash, publishedTables, TypeCatalog, type SourceTable } from './source-table.ts';
import { connectSource } from './source-connection.ts';
import { TableRegistry } from './table-registry.ts';

export interface CopySource {
  readonly databaseUri: string;
  readonly rules: ParsedRules;
  readonly log: (line: string) => void;
  /** Called before the old copy goes. */
  readonly onNewVersion: () => void;
}

/** A storage that holds all rows as of `lsn`, and what is needed to go on from there. */
export interface ReadyCopy {
  readonly rules: HydratedSyncConfig;
  readonly rulesVersion: number;
  readonly registry: TableRegistry;
  readonly cursor: LogCursor;
  readonly slotName: string;
  readonly lsn: Lsn;
}

/** Why the copy cannot be used; undefined if it can. */
async function whyStale(source: Client, state: StorageState, hash: string): Promise<string | undefined> {
  if (state.slotName === null || state.lsn === null) return 'no finished copy yet';
  if (state.rulesHash !== hash) return 'the rules or the tables that they use have changed';
  const slot = await slotStatus(source, state.slotName);
  return slot === 'usable' ? undefined : `its replication slot is ${slot}`;
}

async function readTypes(databaseUri: string): Promise<TypeCatalog> {
  const source = await connectSource(databaseUri);
  try {
    return await TypeCatalog.read(source);
  } finally {
    await source.end();
  }
}

async function copyAnew(
  from: CopySource,
  source: Client,
  writer: Client,
  old: StorageState,
  tables: readonly SourceTable[],
): Promise<void> {
  if (old.slotName !== null) await dropSlot(source, old.slotName);
  const slotName = newSlotName();
  // The name is stored before the slot exists, so no crash in between leaves a slot that nobody knows.
  const state = await startNewVersion(writer, copyHash(from.rules.yaml, tables), slotName);
  const rules = hydrateRules(from.rules, state.rulesVersion);
  const slot = await createSlot(from.databaseUri, slotName);
  try {
    const registry = await TableRegistry.read(
      source,
      () => readTypes(from.databaseUri),
      rules,
      tables,
      from.log,
    );
    const cursor = await LogCursor.read(writer, state.lastOpId);
    const pairs = await Promise.all(
      tables.map(async (table) => [table, await registry.copied(table)] as const),
    );
    await writer.query('begin');
    await registry.describe(writer);
    const started = Date.now();
    const count = await copySnapshot(source, slot.snapshotName, pairs, new ChangeWriter(writer, cursor));
    await saveProgress(writer, cursor.lastOpId, slot.lsn);
    await writer.query('commit');
    await writer.query(
      'analyze flux_sync.bucket_ops (bucket_id, op_id), flux_sync.source_rows (table_id, row_key)',
    );
    from.log(`copied ${count} rows of ${tables.length} tables in ${Date.now() - started} ms`);
  } finally {
    await slot.release();
  }
}

/** Goes on with the storage's copy if it still fits; else makes it anew under the next version (R1, R2). */
export async function readyCopy(from: CopySource, writer: Client): Promise<ReadyCopy> {
  const source = await connectSource(from.databaseUri);
  try {
    const before = await readState(writer);
    const tables = await publishedTables(source, hydrateRules(from.rules, before.rulesVersion));
    const reason = await whyStale(source, before, copyHash(from.rules.yaml, tables));
    if (reason !== undefined) {
      from.log(`copying all rows: ${reason}`);
      from.onNewVersion();
      await copyAnew(from, source, writer, before, tables);
    }
    const state = await readState(writer);
    if (state.slotName === null || state.lsn === null) throw new Error('The initial copy left no position');
    const rules = hydrateRules(from.rules, state.rulesVersion);
    const registry = await TableRegistry.read(
      source,
      () => readTypes(from.databaseUri),
      rules,
      tables,
      from.log,
    );
    const cursor = await LogCursor.read(writer, state.lastOpId);
    return {
      rules,
      rulesVersion: state.rulesVersion,
      registry,
      cursor,
      slotName: state.slotName,
      lsn: state.lsn,
    };
  } finally {
    await source.end();
  }
}
