import { Replicator } from '#stack/sync-server/replication/replicator.ts';
import { SourceMarker } from '#stack/sync-server/replication/source-marker.ts';
import { readRules } from '#stack/sync-server/rules/parse.ts';
import { ChangeFeed } from '#stack/sync-server/storage/change-feed.ts';
import { compact, CompactionHorizon, type CompactionResult } from '#stack/sync-server/storage/compaction.ts';
import { openReaders } from '#stack/sync-server/storage/connect.ts';
import { syncFetch } from '#stack/sync-server/stream/http.ts';

export interface SyncServerOptions {
  /** A role with REPLICATION, BYPASSRLS and SELECT on the tables; the publication `powersync` exists. */
  readonly databaseUri: string;
  /** A database of its own, in which the role may create a schema. It makes everything else itself. */
  readonly storageUri: string;
  readonly rulesPath: string;
  readonly jwtSecret: string;
  readonly log?: (line: string) => void;
}

interface SyncServerStatus {
  readonly phase: 'connecting' | 'streaming' | 'stopped';
  readonly lastError: string | undefined;
  readonly connections: number;
  /** The `N#` of bucket names; undefined while there is no finished copy. */
  readonly rulesVersion: number | undefined;
  readonly slotName: string | undefined;
}

export interface SyncServer {
  fetch(request: Request): Promise<Response>;
  /** Ends all streams and connections. The storage and its replication slot stay, for the next start. */
  stop(): Promise<void>;
  compact(): Promise<CompactionResult>;
  status(): SyncServerStatus;
}

const COMPACT_EVERY_MS = 3_600_000;

/**
 * Resolves once all rows are in the storage and changes stream. Rejects if the rules are refused, a database cannot
 * be reached, or another server uses the storage.
 */
export async function startSyncServer(options: SyncServerOptions): Promise<SyncServer> {
  const { databaseUri, storageUri, log = () => {} } = options;
  const rules = await readRules(options.rulesPath, log);
  const feed = new ChangeFeed();
  const horizon = new CompactionHorizon();
  const onNewVersion = (): void => {
    horizon.reset();
    feed.reset();
  };
  const replicator = new Replicator({ databaseUri, storageUri, rules, feed, log, onNewVersion });
  await replicator.start();
  const pool = openReaders(storageUri, log);
  const marker = new SourceMarker(databaseUri, log);
  const stopped = new AbortController();
  const compactQuietly = (): void =>
    void compact(pool, horizon, 'worthwhile').catch((error: Error) =>
      log(`compaction failed: ${error.message}`),
    );
  compactQuietly();
  const compactionTimer = setInterval(compactQuietly, COMPACT_EVERY_MS);
  const fetch = syncFetch({
    pool,
    feed,
    horizon,
    log,
    secret: new TextEncoder().encode(options.jwtSecret),
    rules: () => replicator.copy && { config: replicator.copy.rules, version: replicator.copy.rulesVersion },
    markSource: () => marker.mark(),
    stopped: stopped.signal,
  });
  return {
    fetch,
    stop: async () => {
      clearInterval(compactionTimer);
      stopped.abort();
      await replicator.stop();
      await Promise.all([pool.end(), marker.close()]);
    },
    compact: () => compact(pool, horizon, 'all'),
    status: () => ({
      ...replicator.status,
      connections: feed.listenerCount,
      rulesVersion: replicator.copy?.rulesVersion,
      slotName: replicator.copy?.slotName,
    }),
  };
}
