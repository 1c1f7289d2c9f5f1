import type { Pool } from 'pg';
import { encodeDataLine, encodeLine } from '#stack/sync-server/protocol/lines.ts';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import type { SyncRequest } from '#stack/sync-server/protocol/request.ts';
import { SyncError } from '#stack/sync-server/protocol/sync-error.ts';
import { readPage } from '#stack/sync-server/storage/bucket-log.ts';
import type { ChangeFeed, FeedListener, StorageChange } from '#stack/sync-server/storage/change-feed.ts';
import type { CompactionHorizon } from '#stack/sync-server/storage/compaction.ts';
import { writeCheckpointKeyText } from '#stack/sync-server/storage/write-checkpoints.ts';
import { readCheckpoint, type CheckpointQuestion } from './checkpoint-reader.ts';
import { SentState, type Download, type NextCheckpoint, type PriorityGroup } from './sent-state.ts';
import type { TokenClock } from './token-clock.ts';
import { Wake } from './wake.ts';

//  ┌─► read checkpoint ─► nothing new for this client ─► wait for a change, a write checkpoint, or the token clock ─┐
//  │         │                                                                  ▲                                  │
//  │         ▼                                                                  │                                  │
//  │  checkpoint(_diff) ─► data of priority 0 ─► partial ─► 1 ─► partial … ─► checkpoint_complete                  │
//  │                        │ superseded by a relevant change, or compacted beneath us: no complete                 │
//  └────────────────────────┴───────────────────────────────────────────────────────────────────────────────────────┘

/** A checkpoint under way gives way to a newer one only after so many ops: so a busy shop's first sync ends (S5). */
const OPS_BEFORE_SUPERSEDED = 1000;
const STORAGE_RETRY_MS = 250;
const STORAGE_PATIENCE_MS = 60_000;

export interface SessionOptions {
  readonly pool: Pool;
  readonly feed: ChangeFeed;
  readonly horizon: CompactionHorizon;
  readonly request: SyncRequest;
  readonly question: CheckpointQuestion;
  readonly clock: TokenClock;
  readonly log: (line: string) => void;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
}

/** One client's stream. Pull its lines: nothing is read from the storage before the line before it was taken. */
export class Session implements FeedListener {
  readonly writeCheckpointKey: string;
  readonly #options: SessionOptions;
  readonly #sent: SentState;
  readonly #wake = new Wake();
  /** Whether the storage may hold something that this client has not been told. */
  #isStale = true;
  /** While a checkpoint is read, what it will hold is not known: any change may concern it. */
  #isReading = false;
  #isReset = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#sent = new SentState(options.request.positions);
    this.writeCheckpointKey = writeCheckpointKeyText(options.question.writeCheckpointKey);
  }

  async *lines(): AsyncGenerator<string, void> {
    const { feed, clock, signal } = this.#options;
    const stopListening = feed.listen(this);
    const onAbort = (): void => this.#wake.ring();
    signal.addEventListener('abort', onAbort);
    try {
      while (!this.#isOver) {
        if (clock.msUntilDue(Date.now()) === 0) {
          const secondsLeft = clock.tick(Date.now());
          yield encodeLine({ token_expires_in: secondsLeft });
          if (secondsLeft === 0) return;
        }
        if (this.#isStale) yield* this.#update();
        else await this.#wake.wait(clock.msUntilDue(Date.now()));
      }
    } finally {
      stopListening();
      signal.removeEventListener('abort', onAbort);
    }
  }

  onChange(change: StorageChange): void {
    const known = this.#sent.checkpoint;
    const isRelevant =
      known === undefined ||
      known.isWaitingForWrite ||
      this.#isReading ||
      !known.lookups.isDisjointFrom(change.lookups) ||
      !change.buckets.isDisjointFrom(known.buckets);
    if (isRelevant) this.onUnknownChange();
  }

  onUnknownChange(): void {
    this.#isStale = true;
    this.#wake.ring();
  }

  onWriteCheckpoint(): void {
    this.onUnknownChange();
  }

  onReset(): void {
    this.#isReset = true;
    this.#wake.ring();
  }

  get #isOver(): boolean {
    return this.#options.signal.aborted || this.#isReset;
  }

  async *#update(): AsyncGenerator<string, void> {
    const { pool, question } = this.#options;
    this.#isStale = false;
    this.#isReading = true;
    const checkpoint = await this.#patiently(() => readCheckpoint(pool, question));
    const next = this.#sent.advance(checkpoint, question.grants.streams);
    this.#isReading = false;
    if (next === undefined) return;
    yield encodeLine(next.line);
    yield* this.#data(next, checkpoint.lastOpId);
  }

  async *#data(next: NextCheckpoint, lastOpId: OpId): AsyncGenerator<string, void> {
    const budget = { ops: 0 };
    for (const [index, group] of next.groups.entries()) {
      const isWhole = yield* this.#group(group, lastOpId, budget);
      if (!isWhole) {
        this.#isStale = true;
        return;
      }
      this.#sent.finished(group);
      if (index < next.groups.length - 1)
        yield encodeLine({
          partial_checkpoint_complete: { last_op_id: String(lastOpId), priority: group.priority },
        });
    }
    yield encodeLine({ checkpoint_complete: { last_op_id: String(lastOpId) } });
  }

  /** False if the checkpoint had to be given up. */
  async *#group(
    group: PriorityGroup,
    lastOpId: OpId,
    budget: { ops: number },
  ): AsyncGenerator<string, boolean> {
    const { clock } = this.#options;
    for (const bucket of group.buckets) {
      for (;;) {
        if (this.#isOver || clock.isExpired(Date.now())) return false;
        if (this.#isStale && budget.ops >= OPS_BEFORE_SUPERSEDED) return false;
        const download = this.#sent.download(bucket);
        if (download === undefined) break;
        const line = await this.#page(download, lastOpId, budget);
        if (line === undefined) return false;
        yield line;
        // A long download must not leave the client without a sign of life, nor the token's age unsaid.
        if (clock.msUntilDue(Date.now()) === 0 && !clock.isExpired(Date.now()))
          yield encodeLine({ token_expires_in: clock.tick(Date.now()) });
      }
    }
    return true;
  }

  async #page(download: Download, lastOpId: OpId, budget: { ops: number }): Promise<string | undefined> {
    const { pool, horizon } = this.#options;
    const { bucket, bucketId, after, upTo } = download;
    const page = await this.#patiently(() => readPage(pool, bucketId, after, upTo));
    if (!horizon.allows(bucketId, lastOpId)) return undefined;
    this.#sent.sent(bucket, page.lastOpId);
    budget.ops += page.count;
    return encodeDataLine(bucket, {
      after,
      nextAfter: page.lastOpId,
      hasMore: page.lastOpId < upTo,
      entries: page.entries,
    });
  }

  /** Rides out a restart of Postgres: the client keeps its stream and downloads nothing again. */
  async #patiently<T>(read: () => Promise<T>): Promise<T> {
    const deadline = Date.now() + STORAGE_PATIENCE_MS;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await read();
      } catch (error) {
        if (error instanceof SyncError || this.#isOver || Date.now() > deadline) throw error;
        const message = error instanceof Error ? error.message : String(error);
        if (attempt === 1) this.#options.log(`session: waiting for the storage: ${message}`);
        await new Promise((resolve) => setTimeout(resolve, STORAGE_RETRY_MS));
      }
    }
  }
}
