/** What one storage commit changed. Empty sets still mean that the position moved on. */
export interface StorageChange {
  /** Names. */
  readonly buckets: ReadonlySet<string>;
  readonly lookups: ReadonlySet<string>;
}

export interface FeedListener {
  /** `user/client` of the connection's write checkpoints. */
  readonly writeCheckpointKey: string;
  onChange(change: StorageChange): void;
  /** Anything may have changed: a commit's own answer was lost. */
  onUnknownChange(): void;
  /** A new write checkpoint of this client is stored, whether or not its position is reached yet. */
  onWriteCheckpoint(): void;
  /** The buckets are being made anew: what the connection knows of them is void. */
  onReset(): void;
}

/** From the one writer to all sessions of this process. A session listens before it first reads, so it misses none. */
export class ChangeFeed {
  readonly #listeners = new Set<FeedListener>();

  /** Returns how to stop. */
  listen(listener: FeedListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  publish(change: StorageChange): void {
    for (const listener of this.#listeners) listener.onChange(change);
  }

  publishUnknown(): void {
    for (const listener of this.#listeners) listener.onUnknownChange();
  }

  announceWriteCheckpoint(key: string): void {
    for (const listener of this.#listeners)
      if (listener.writeCheckpointKey === key) listener.onWriteCheckpoint();
  }

  reset(): void {
    for (const listener of this.#listeners) listener.onReset();
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }
}
