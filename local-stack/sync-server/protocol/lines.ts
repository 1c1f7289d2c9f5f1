import type { OpId, ProtocolOpId } from './op-id.ts';

// Every line of the stream is an object with exactly one key, the line's kind (P1).

export type Priority = 0 | 1 | 2 | 3;

/** Why the client has a bucket: an index into the checkpoint's `streams`, or into the request's subscriptions. */
export type SubscriptionReason = { readonly default: number } | { readonly sub: number };

export interface CheckpointBucket {
  readonly bucket: string;
  readonly checksum: number;
  readonly count: number;
  readonly priority: Priority;
  readonly subscriptions: readonly SubscriptionReason[];
}

export interface StreamDescription {
  readonly name: string;
  readonly is_default: boolean;
  readonly errors: readonly { readonly subscription: number | 'default'; readonly message: string }[];
}

interface CheckpointHead {
  readonly last_op_id: ProtocolOpId;
  /** Replaces the one before: repeated in every line once known (W4). */
  readonly write_checkpoint?: ProtocolOpId;
}

export type SyncLine =
  | {
      readonly checkpoint: CheckpointHead & {
        readonly buckets: readonly CheckpointBucket[];
        readonly streams: readonly StreamDescription[];
      };
    }
  | {
      readonly checkpoint_diff: CheckpointHead & {
        readonly updated_buckets: readonly CheckpointBucket[];
        readonly removed_buckets: readonly string[];
      };
    }
  | {
      readonly partial_checkpoint_complete: {
        readonly last_op_id: ProtocolOpId;
        readonly priority: Priority;
      };
    }
  | { readonly checkpoint_complete: { readonly last_op_id: ProtocolOpId } }
  | { readonly token_expires_in: number };

export function encodeLine(line: SyncLine): string {
  return `${JSON.stringify(line)}\n`;
}

export interface DataPage {
  readonly after: OpId;
  readonly nextAfter: OpId;
  readonly hasMore: boolean;
  /** Op entries as stored: JSON objects joined by commas. */
  readonly entries: string;
}

/** The `data` line, put together from stored text: no row is parsed or encoded on its way out (P4). */
export function encodeDataLine(bucket: string, page: DataPage): string {
  const head = `"bucket":${JSON.stringify(bucket)},"after":"${page.after}","has_more":${page.hasMore}`;
  return `{"data":{${head},"next_after":"${page.nextAfter}","data":[${page.entries}]}}\n`;
}
