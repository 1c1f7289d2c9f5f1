import type { Client } from 'pg';
import type { StorageChange } from '#stack/sync-server/storage/change-feed.ts';
import { saveProgress } from '#stack/sync-server/storage/state.ts';
import { ChangeWriter, type RowChange } from './change-writer.ts';
import type { ReadyCopy } from './initial-copy.ts';
import { formatLsn, type LsnValue } from './lsn.ts';
import type { LogicalMessage, Tuple } from './pgoutput.ts';
import type { ReplicationStream } from './replication-stream.ts';

// begin ─► changes, written in chunks ─► commit ─► progress saved in the same storage transaction ─► commit ─► publish,
//                                          │                                                          then confirm
//                                          └─ while a further whole transaction waits: they share one storage commit

const CHUNK_CHANGES = 1000;
const MAX_GROUPED_CHANGES = 2000;

/**
 * Applies the source's transactions to the storage, each once: the position that the stream is next asked to start
 * from is stored with what it covers (L2).
 * Clients see a source transaction whole or not at all, however large.
 */
export class TransactionApplier {
  readonly #client: Client;
  readonly #copy: ReadyCopy;
  readonly #stream: ReplicationStream;
  readonly #writer: ChangeWriter;
  readonly #publish: (change: StorageChange) => void;
  #pending: RowChange[] = [];
  #isOpen = false;
  #groupedChanges = 0;

  constructor(
    client: Client,
    copy: ReadyCopy,
    stream: ReplicationStream,
    publish: (change: StorageChange) => void,
  ) {
    this.#client = client;
    this.#copy = copy;
    this.#stream = stream;
    this.#writer = new ChangeWriter(client, copy.cursor);
    this.#publish = publish;
  }

  async handle(message: LogicalMessage): Promise<void> {
    switch (message.kind) {
      case 'begin':
        this.#stream.isBetweenTransactions = false;
        return;
      case 'relation':
        return this.#copy.registry.relation(message);
      case 'insert':
        return this.#change(message.relationId, undefined, message.row);
      case 'update':
        return this.#change(message.relationId, message.old ?? message.row, message.row);
      case 'delete':
        return this.#change(message.relationId, message.old, undefined);
      case 'truncate':
        return this.#truncate(message.relationIds);
      case 'commit':
        return this.#end(message.endLsn);
      case 'other':
        return;
    }
  }

  /** The row as it was (its key at least) and as it is; undefined where it was not, or is not. */
  async #change(relationId: number, old: Tuple | undefined, tuple: Tuple | undefined): Promise<void> {
    const table = this.#copy.registry.byRelation(relationId);
    if (table === undefined) return;
    this.#pending.push({ table, oldKey: old === undefined ? undefined : table.tupleKey(old), tuple });
    if (this.#pending.length >= CHUNK_CHANGES) await this.#flush();
  }

  async #truncate(relationIds: readonly number[]): Promise<void> {
    await this.#flush();
    for (const relationId of relationIds) {
      const table = this.#copy.registry.byRelation(relationId);
      if (table !== undefined) await this.#writer.truncate(table);
    }
  }

  async #open(): Promise<void> {
    if (!this.#isOpen) await this.#client.query('begin');
    this.#isOpen = true;
  }

  async #flush(): Promise<void> {
    await this.#open();
    const changes = this.#pending;
    this.#pending = [];
    this.#groupedChanges += changes.length;
    if (changes.length > 0) await this.#writer.apply(changes);
  }

  async #end(endLsn: LsnValue): Promise<void> {
    const isRoomLeft = this.#groupedChanges + this.#pending.length < MAX_GROUPED_CHANGES;
    if (this.#stream.hasWholeTransaction && isRoomLeft) return;
    await this.#flush();
    await saveProgress(this.#client, this.#copy.cursor.lastOpId, formatLsn(endLsn));
    await this.#client.query('commit');
    this.#isOpen = false;
    this.#groupedChanges = 0;
    this.#publish(this.#writer.takeTouched());
    this.#stream.isBetweenTransactions = true;
    this.#stream.confirm(endLsn);
  }
}
