import type {
  CheckpointBucket,
  Priority,
  StreamDescription,
  SyncLine,
} from '#stack/sync-server/protocol/lines.ts';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import type { Checkpoint, CheckpointEntry } from './checkpoint-reader.ts';

/** A bucket with ops that the client lacks: (after, upTo] of the log. */
export interface Download {
  readonly bucket: string;
  readonly bucketId: number;
  readonly after: OpId;
  readonly upTo: OpId;
}

/** All of one priority; without a download where the client has all already. */
export interface PriorityGroup {
  readonly priority: Priority;
  readonly buckets: readonly string[];
}

export interface NextCheckpoint {
  readonly line: SyncLine;
  /** Most urgent first. */
  readonly groups: readonly PriorityGroup[];
}

function describe({ granted, state }: CheckpointEntry): CheckpointBucket {
  return {
    bucket: granted.bucket,
    // As the service: a signed 32-bit number. Clients compare mod 2^32.
    checksum: (state?.checksum ?? 0) | 0,
    count: state?.opCount ?? 0,
    priority: granted.priority,
    subscriptions: granted.subscriptions,
  };
}

/**
 * What one connection's client has been told and sent; pure. It gives the next checkpoint line, full the first time
 * and as a diff afterwards, and knows what is still to be sent for it.
 */
export class SentState {
  readonly #positions: Map<string, OpId>;
  #checkpoint: Checkpoint | undefined;
  /** Buckets of a checkpoint line whose data was not sent to its end. */
  #unfinished = new Set<string>();

  constructor(positions: ReadonlyMap<string, OpId>) {
    this.#positions = new Map(positions);
  }

  /** Undefined if the client knows all of it already. Otherwise the line counts as sent. */
  advance(next: Checkpoint, streams: readonly StreamDescription[]): NextCheckpoint | undefined {
    const before = this.#checkpoint;
    const updated = [...next.buckets.values()].filter((entry) => this.#isNew(before, entry));
    const removed = [...(before?.buckets.keys() ?? [])].filter((name) => !next.buckets.has(name));
    const isWriteNew = before === undefined || next.writeCheckpoint !== before.writeCheckpoint;
    this.#checkpoint = next;
    if (!isWriteNew && updated.length === 0 && removed.length === 0 && this.#unfinished.size === 0)
      return undefined;
    for (const name of this.#positions.keys()) if (!next.buckets.has(name)) this.#positions.delete(name);
    const touched = new Set([...this.#unfinished, ...updated.map(({ granted }) => granted.bucket)]);
    this.#unfinished = new Set([...touched].filter((name) => next.buckets.has(name)));
    const head = {
      last_op_id: String(next.lastOpId),
      ...(next.writeCheckpoint === undefined ? {} : { write_checkpoint: next.writeCheckpoint }),
    };
    const buckets = updated.map(describe);
    const line: SyncLine =
      before === undefined
        ? { checkpoint: { ...head, buckets, streams } }
        : { checkpoint_diff: { ...head, updated_buckets: buckets, removed_buckets: removed } };
    return { line, groups: this.#groups(next) };
  }

  /** What is left to send of a bucket for the current checkpoint. */
  download(bucket: string): Download | undefined {
    const state = this.#checkpoint?.buckets.get(bucket)?.state;
    const after = this.#positions.get(bucket) ?? 0;
    if (state === undefined || after >= state.lastOpId) return undefined;
    return { bucket, bucketId: state.id, after, upTo: state.lastOpId };
  }

  sent(bucket: string, upTo: OpId): void {
    this.#positions.set(bucket, upTo);
  }

  finished(group: PriorityGroup): void {
    for (const bucket of group.buckets) this.#unfinished.delete(bucket);
  }

  get checkpoint(): Checkpoint | undefined {
    return this.#checkpoint;
  }

  #isNew(before: Checkpoint | undefined, { granted, state }: CheckpointEntry): boolean {
    const known = before?.buckets.get(granted.bucket);
    return known === undefined || known.state?.lastOpId !== state?.lastOpId;
  }

  #groups(next: Checkpoint): PriorityGroup[] {
    const byPriority = new Map<Priority, string[]>();
    for (const name of this.#unfinished) {
      const priority = next.buckets.get(name)?.granted.priority ?? 3;
      byPriority.set(priority, [...(byPriority.get(priority) ?? []), name]);
    }
    return [...byPriority]
      .map(([priority, buckets]) => ({ priority, buckets }))
      .toSorted((a, b) => a.priority - b.priority);
  }
}
