import {
  BaseJwtPayload,
  RequestParameters,
  mergeBuckets,
  type BucketInclusionReason,
  type HydratedSyncConfig,
  type QuerierError,
  type RequestedStream,
  type ResolvedBucket,
  type SqliteJsonRow,
} from '@powersync/service-sync-rules';
import type {
  CheckpointBucket,
  StreamDescription,
  SubscriptionReason,
} from '#stack/sync-server/protocol/lines.ts';
import type { SyncRequest } from '#stack/sync-server/protocol/request.ts';
import { SyncError } from '#stack/sync-server/protocol/sync-error.ts';

const MAX_BUCKETS = 1000;
const MAX_PARAMETER_ROWS = 1000;

export type GrantedBucket = Pick<CheckpointBucket, 'bucket' | 'priority' | 'subscriptions'>;

/** Reads parameter index entries as of one checkpoint: lookup → its parameter rows. */
type ReadLookups = (lookups: readonly string[]) => Promise<ReadonlyMap<string, SqliteJsonRow[]>>;

interface GrantedBuckets {
  readonly buckets: readonly GrantedBucket[];
  /** Every parameter index entry the answer depends on: when one changes, ask again (M1). */
  readonly lookups: ReadonlySet<string>;
}

export interface BucketGrants {
  readonly streams: readonly StreamDescription[];
  read(readLookups: ReadLookups): Promise<GrantedBuckets>;
}

function requestedStreams(request: SyncRequest): Record<string, RequestedStream[]> {
  const streams: Record<string, RequestedStream[]> = Object.create(null) as Record<string, RequestedStream[]>;
  for (const [index, subscription] of request.subscriptions.entries()) {
    const requested = {
      opaque_id: index,
      parameters: (subscription.parameters ?? {}) as SqliteJsonRow,
      priorityOverride: subscription.overridePriority,
    };
    (streams[subscription.stream] ??= []).push(requested);
  }
  return streams;
}

function describeStreams(
  rules: HydratedSyncConfig,
  request: SyncRequest,
  requested: Record<string, RequestedStream[]>,
  errors: readonly QuerierError[],
): StreamDescription[] {
  const isSubscribed = (name: string, isDefault: boolean): boolean =>
    (isDefault && request.includeDefaults) || name in requested;
  return rules.bucketSourceDefinitions
    .filter((source) => isSubscribed(source.name, source.subscribedToByDefault))
    .map((source) => ({
      name: source.name,
      is_default: source.subscribedToByDefault,
      errors: errors
        .filter((error) => error.descriptor === source.name)
        .map(({ subscription, message }) => ({
          subscription: subscription?.opaque_id ?? 'default',
          message,
        })),
    }));
}

function recordingSource(readLookups: ReadLookups, lookupsRead: Set<string>) {
  let rowsRead = 0;
  return {
    getParameterSets: async <T extends { serializedRepresentation: string }>(lookups: T[]) => {
      const keys = lookups.map((lookup) => lookup.serializedRepresentation);
      for (const key of keys) lookupsRead.add(key);
      const found = await readLookups(keys);
      const sets = lookups.map((lookup) => ({
        lookup,
        rows: found.get(lookup.serializedRepresentation) ?? [],
      }));
      rowsRead += sets.reduce((sum, set) => sum + set.rows.length, 0);
      if (rowsRead > MAX_PARAMETER_ROWS)
        throw new SyncError(
          'PSYNC_S2305',
          500,
          `Too many parameter query results (limit of ${MAX_PARAMETER_ROWS})`,
        );
      return sets;
    },
  };
}

/**
 * Which buckets a connection may have: a pure function of the verified token, the connection's parameters, its
 * subscriptions, and the parameter index. `token` must be verified: its claims decide what is synced.
 */
export function bucketGrants(
  rules: HydratedSyncConfig,
  token: Record<string, unknown>,
  request: SyncRequest,
): BucketGrants {
  const requested = requestedStreams(request);
  const { querier, errors } = rules.getBucketParameterQuerier({
    globalParameters: new RequestParameters(new BaseJwtPayload(token), request.parameters),
    hasDefaultStreams: request.includeDefaults,
    streams: requested,
  });
  const streams = describeStreams(rules, request, requested, errors);
  const streamIndex = new Map(streams.map((stream, index) => [stream.name, index]));
  const reason = (given: BucketInclusionReason, stream: string): SubscriptionReason =>
    given === 'default' ? { default: streamIndex.get(stream) ?? 0 } : { sub: given.subscription };
  const granted = (bucket: ResolvedBucket): GrantedBucket => ({
    bucket: bucket.bucket,
    priority: bucket.priority,
    subscriptions: bucket.inclusion_reasons.map((given) => reason(given, bucket.definition)),
  });
  return {
    streams,
    read: async (readLookups) => {
      const lookups = new Set<string>();
      const source = recordingSource(readLookups, lookups);
      const dynamic = querier.hasDynamicBuckets ? await querier.queryDynamicBucketDescriptions(source) : [];
      const buckets = mergeBuckets([...querier.staticBuckets, ...dynamic]).map(granted);
      if (buckets.length > MAX_BUCKETS)
        throw new SyncError(
          'PSYNC_S2305',
          500,
          `Too many buckets: ${buckets.length} (limit of ${MAX_BUCKETS})`,
        );
      return { buckets, lookups };
    },
  };
}
