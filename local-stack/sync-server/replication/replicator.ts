import type { ParsedRules } from '#stack/sync-server/rules/parse.ts';
import type { ChangeFeed } from '#stack/sync-server/storage/change-feed.ts';
import { openWriter } from '#stack/sync-server/storage/connect.ts';
import { ensureSchema } from '#stack/sync-server/storage/schema.ts';
import { readyCopy, type ReadyCopy } from './initial-copy.ts';
import { ReplicationStream } from './replication-stream.ts';
import { TransactionApplier } from './transaction-applier.ts';

//           ┌──────────── connection lost, backoff ────────────┐
//           ▼                                                  │
// stopped ─► connecting ─► (copying, if the copy is stale) ─► streaming ─► stopped
//                │ the first time only: start() rejects

export type ReplicationPhase = 'connecting' | 'streaming' | 'stopped';

export interface ReplicatorOptions {
  readonly databaseUri: string;
  readonly storageUri: string;
  readonly rules: ParsedRules;
  readonly feed: ChangeFeed;
  readonly log: (line: string) => void;
  /** Called before the buckets are made anew. */
  readonly onNewVersion: () => void;
}

const FIRST_BACKOFF_MS = 100;
const MAX_BACKOFF_MS = 5_000;

/** Keeps the storage following the source, through restarts of either. */
export class Replicator {
  readonly #options: ReplicatorOptions;
  #phase: ReplicationPhase = 'connecting';
  #copy: ReadyCopy | undefined;
  #lastError: string | undefined;
  #stream: ReplicationStream | undefined;
  #isStopped = false;
  #backoffMs = FIRST_BACKOFF_MS;
  #loop: Promise<void> = Promise.resolve();
  #interruptBackoff: (() => void) | undefined;

  constructor(options: ReplicatorOptions) {
    this.#options = options;
  }

  /** Resolves once the initial copy is in and changes stream; rejects if that fails the first time. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#loop = this.#run(resolve, reject);
    });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#interruptBackoff?.();
    await this.#stream?.close();
    await this.#loop;
    this.#phase = 'stopped';
  }

  /** Undefined while there is no finished copy. */
  get copy(): ReadyCopy | undefined {
    return this.#copy;
  }

  get status(): { readonly phase: ReplicationPhase; readonly lastError: string | undefined } {
    return { phase: this.#phase, lastError: this.#lastError };
  }

  async #run(onStreaming: () => void, onFirstFailure: (error: unknown) => void): Promise<void> {
    let hasStreamed = false;
    while (!this.#isStopped) {
      try {
        await this.#session(() => {
          hasStreamed = true;
          onStreaming();
        });
      } catch (error) {
        this.#phase = 'connecting';
        if (this.#isStopped) return;
        if (!hasStreamed) return onFirstFailure(error);
        this.#lastError = error instanceof Error ? error.message : String(error);
        this.#options.log(`replication: ${this.#lastError}; trying again in ${this.#backoffMs} ms`);
        await this.#backOff();
      }
    }
  }

  /** From connecting to the loss of a connection: always ends by throwing. */
  async #session(onStreaming: () => void): Promise<never> {
    const { databaseUri, storageUri, rules, feed, log } = this.#options;
    const writer = await openWriter(storageUri);
    try {
      await ensureSchema(writer);
      const copy = await readyCopy(
        { databaseUri, rules, log, onNewVersion: () => this.#forgetCopy() },
        writer,
      );
      const stream = await ReplicationStream.start(databaseUri, copy.slotName, copy.lsn);
      this.#stream = stream;
      if (this.#isStopped) throw new Error('Replication stopped');
      this.#copy = copy;
      this.#phase = 'streaming';
      this.#backoffMs = FIRST_BACKOFF_MS;
      onStreaming();
      const applier = new TransactionApplier(writer, copy, stream, (change) => feed.publish(change));
      feed.publishUnknown(); // the connection before may have been lost between a commit and its answer
      for (;;) await applier.handle(await stream.next());
    } finally {
      await this.#stream?.close();
      await writer.end().catch(() => {}); // it may be what was lost
    }
  }

  #forgetCopy(): void {
    this.#copy = undefined;
    this.#options.onNewVersion();
  }

  async #backOff(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#backoffMs);
      this.#interruptBackoff = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#backoffMs = Math.min(this.#backoffMs * 2, MAX_BACKOFF_MS);
  }
}
