import pg from 'pg';
import type { Lsn } from '#stack/sync-server/storage/state.ts';
import { ByteReader } from './byte-reader.ts';
import type { LsnValue } from './lsn.ts';
import { decodeLogicalMessage, type LogicalMessage } from './pgoutput.ts';
import { sourceConfig } from './source-connection.ts';

/** Stop reading the socket while so many messages wait to be applied: Postgres then waits for us. */
const MAX_WAITING = 5_000;
const STATUS_INTERVAL_MS = 10_000; // Postgres drops a silent receiver after wal_sender_timeout, 60 s by default

/** The parts of pg's connection that its types leave out. */
interface CopyConnection extends pg.Connection {
  sendCopyFromChunk(chunk: Buffer): void;
}

/** 'r': written, flushed and applied up to `lsn`, now, no answer wanted. The clock counts µs from 2000-01-01. */
function statusMessage(lsn: LsnValue): Buffer {
  const message = Buffer.alloc(34);
  message.write('r', 0, 'latin1');
  for (const at of [1, 9, 17]) message.writeBigUInt64BE(lsn, at);
  message.writeBigInt64BE(BigInt(Date.now() - Date.UTC(2000, 0, 1)) * 1000n, 25);
  return message;
}

/**
 * START_REPLICATION as a query of pg's Client: pg knows the copy-both mode's messages, though it has no query for it.
 * One reader takes the messages in order; between `next` calls they wait here.
 */
export class ReplicationStream {
  readonly #client: pg.Client;
  #connection: CopyConnection | undefined;
  readonly #waiting: LogicalMessage[] = [];
  #waitingCommits = 0;
  #confirmed: LsnValue = 0n;
  #failure: Error | undefined;
  #wake: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Streams the transactions whose commits end after `from`, even where the slot was told of less. */
  static async start(databaseUri: string, slotName: string, from: Lsn): Promise<ReplicationStream> {
    const client = new pg.Client(sourceConfig(databaseUri, { replication: true }));
    const stream = new ReplicationStream(client);
    client.on('error', (error) => stream.#fail(error));
    client.on('end', () => stream.#fail(new Error('Replication connection closed')));
    await client.connect();
    const options = `proto_version '1', publication_names 'powersync', messages 'true'`;
    stream.#begin(`START_REPLICATION SLOT ${pg.escapeIdentifier(slotName)} LOGICAL ${from} (${options})`);
    return stream;
  }

  /** The next message of the log; rejects when the connection is lost. */
  async next(): Promise<LogicalMessage> {
    for (;;) {
      const message = this.#waiting.shift();
      if (message !== undefined) {
        if (message.kind === 'commit') this.#waitingCommits -= 1;
        if (this.#waiting.length < MAX_WAITING / 2) this.#connection?.stream.resume();
        return message;
      }
      if (this.#failure !== undefined) throw this.#failure;
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  /** Whether a further whole transaction has arrived already. */
  get hasWholeTransaction(): boolean {
    return this.#waitingCommits > 0;
  }

  /** Everything before `lsn` is stored durably: Postgres may forget it. */
  confirm(lsn: LsnValue): void {
    if (lsn > this.#confirmed) this.#confirmed = lsn;
    this.#sendStatus();
  }

  async close(): Promise<void> {
    this.#fail(new Error('Replication stopped'));
    await this.#client.end().catch(() => {}); // it may be gone already, which is what is wanted
  }

  #begin(command: string): void {
    const query = {
      submit: (connection: pg.Connection) => {
        this.#connection = connection as CopyConnection;
        connection.query(command);
      },
      handleCopyData: ({ chunk }: { chunk: Buffer }) => this.#receive(chunk),
      handleError: (error: Error) => this.#fail(error),
      handleReadyForQuery: () => this.#fail(new Error('Replication ended by Postgres')),
      handleCommandComplete: () => {},
    };
    this.#client.query(query as unknown as pg.Submittable);
    this.#timer = setInterval(() => this.#sendStatus(), STATUS_INTERVAL_MS);
  }

  /** `chunk` lies in pg's own buffer, which it reuses: decoded before returning. */
  #receive(chunk: Buffer): void {
    try {
      if (chunk[0] === 0x77) this.#push(decodeLogicalMessage(chunk, 25)); // 'w', start, end, clock
      else if (chunk[0] === 0x6b) this.#keepalive(chunk);
    } catch (error) {
      this.#fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #push(message: LogicalMessage): void {
    this.#waiting.push(message);
    if (message.kind === 'commit') this.#waitingCommits += 1;
    if (this.#waiting.length > MAX_WAITING) this.#connection?.stream.pause();
    this.#wake?.();
  }

  /** Nothing of ours lies before the position it names if nothing waits here: so an idle slot's log can be freed. */
  #keepalive(chunk: Buffer): void {
    const reader = new ByteReader(chunk, 1);
    const end = reader.int64();
    reader.int64(); // clock
    const isAnswerWanted = reader.int8() === 1;
    if (this.#waiting.length === 0 && this.#isBetweenTransactions && end > this.#confirmed)
      this.#confirmed = end;
    if (isAnswerWanted) this.#sendStatus();
  }

  /** Kept by the reader: false from a begin until its changes are stored. */
  #isBetweenTransactions = true;
  set isBetweenTransactions(value: boolean) {
    this.#isBetweenTransactions = value;
  }

  #sendStatus(): void {
    if (this.#failure === undefined) this.#connection?.sendCopyFromChunk(statusMessage(this.#confirmed));
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    clearInterval(this.#timer);
    this.#wake?.();
  }
}
