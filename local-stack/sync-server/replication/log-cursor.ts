import type { ClientBase } from 'pg';
import type { OpId } from '#stack/sync-server/protocol/op-id.ts';
import { insertBuckets, type NewBucket } from '#stack/sync-server/storage/op-batch.ts';

/**
 * Gives out op ids and bucket ids. The one writer of the storage counts in memory; after any failure of a
 * transaction a new cursor is read, so what was rolled back leaves no gap in the ids and no bucket without a row.
 */
export class LogCursor {
  #lastOpId: OpId;
  readonly #bucketIds: Map<string, number>;
  readonly #bucketNames: Map<number, string>;
  #fresh: NewBucket[] = [];

  private constructor(lastOpId: OpId, bucketIds: Map<string, number>) {
    this.#lastOpId = lastOpId;
    this.#bucketIds = bucketIds;
    this.#bucketNames = new Map([...bucketIds].map(([name, id]) => [id, name]));
  }

  static async read(client: ClientBase, lastOpId: OpId): Promise<LogCursor> {
    const { rows } = await client.query<NewBucket>('select id, name from flux_sync.buckets');
    return new LogCursor(lastOpId, new Map(rows.map(({ id, name }) => [name, id])));
  }

  get lastOpId(): OpId {
    return this.#lastOpId;
  }

  nextOpId(): OpId {
    this.#lastOpId += 1;
    return this.#lastOpId;
  }

  bucketId(name: string): number {
    const known = this.#bucketIds.get(name);
    if (known !== undefined) return known;
    const id = this.#bucketIds.size + 1;
    this.#bucketIds.set(name, id);
    this.#bucketNames.set(id, name);
    this.#fresh.push({ id, name });
    return id;
  }

  bucketName(id: number): string {
    const name = this.#bucketNames.get(id);
    if (name === undefined) throw new Error(`No bucket has the id ${id}`);
    return name;
  }

  async insertFreshBuckets(client: ClientBase): Promise<void> {
    const fresh = this.#fresh;
    this.#fresh = [];
    await insertBuckets(client, fresh);
  }
}
