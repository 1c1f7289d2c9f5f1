/**
 * The sync service in this process: real rules, real protocol lines, the real
 * client at the other end; only its storage is a few maps, and when it learns
 * of a change is a step of the scheduler.
 *
 *   commit ─► (step) replicate ─► each open stream: (step) checkpoint, data, complete
 */
import { encodeDataLine, encodeLine } from '#stack/sync-server/protocol/lines.ts';
import { parseSyncRequest } from '#stack/sync-server/protocol/request.ts';
import { bucketGrants, type BucketGrants } from '#stack/sync-server/rules/buckets-for-token.ts';
import { SentState } from '#stack/sync-server/stream/sent-state.ts';
import { authenticate, type VerifiedToken } from '#stack/sync-server/stream/authenticate.ts';
import { SyncError, errorBody } from '#stack/sync-server/protocol/sync-error.ts';
import { BucketStore } from './bucket-store.ts';
import { Replication, type Rules } from './replication.ts';
import type { SimPostgres } from './postgres.ts';
import { asOneAct, type Steps } from './steps.ts';

interface WriteCheckpoint {
  readonly id: number;
  /** Delivered once this commit is in the buckets. */
  readonly commit: number;
}

export class SyncService {
  readonly #steps: Steps;
  readonly #rules: Rules;
  readonly #secret: Uint8Array;
  readonly #store: BucketStore;
  readonly #replication: Replication;
  readonly #streams = new Set<Stream>();
  readonly #writeCheckpoints: Map<string, WriteCheckpoint[]>;
  #commits: number;
  #replicated: number;

  /** `from`: one that has stopped, whose place it takes. */
  constructor(postgres: SimPostgres, rules: Rules, steps: Steps, secret: string, from?: SyncService) {
    this.#steps = steps;
    this.#rules = rules;
    this.#secret = new TextEncoder().encode(secret);
    this.#store = new BucketStore(from ? from.#store : undefined);
    this.#replication = new Replication(postgres, rules, this.#store, from ? from.#replication : undefined);
    this.#writeCheckpoints = new Map(from ? from.#writeCheckpoints : undefined);
    this.#commits = from ? from.#commits : 0;
    this.#replicated = from ? from.#replicated : 0;
  }

  /** Something may have been committed. */
  noteCommit(): void {
    this.#commits += 1;
    void this.#replicate();
  }

  /** Whether the device has a stream, and all that there is has been put into it. */
  hasTold(deviceId: string): boolean {
    const mine = [...this.#streams].filter((stream) => stream.deviceId === deviceId);
    return this.#replicated === this.#commits && mine.some((stream) => stream.isQuiet);
  }

  async #replicate(): Promise<void> {
    await this.#steps.step('replicate');
    const commit = this.#commits;
    if (this.#replicated >= commit) return;
    await asOneAct(this.#replication.catchUp());
    this.#replicated = commit;
    for (const stream of this.#streams) stream.wake();
  }

  async fetch(request: Request): Promise<Response> {
    try {
      const token = await authenticate(request.headers.get('authorization'), this.#secret);
      const { pathname, searchParams } = new URL(request.url);
      if (pathname === '/sync/stream') return this.#open(token, await request.json());
      return this.#writeCheckpoint(`${token.userId}/${searchParams.get('client_id')}`);
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      return new Response(errorBody(error), { status: error.status });
    }
  }

  async stop(): Promise<void> {
    for (const stream of this.#streams) stream.end();
  }

  #writeCheckpoint(client: string): Response {
    const known = this.#writeCheckpoints.get(client) ?? [];
    const id = (known.at(-1)?.id ?? 0) + 1;
    this.#writeCheckpoints.set(client, [...known, { id, commit: this.#commits }]);
    for (const stream of this.#streams) stream.wake();
    return Response.json({ data: { write_checkpoint: String(id) } });
  }

  #reached(client: string): string | undefined {
    const reached = this.#writeCheckpoints.get(client)?.findLast(({ commit }) => commit <= this.#replicated);
    return reached && String(reached.id);
  }

  #open(token: VerifiedToken, body: unknown): Response {
    const request = parseSyncRequest(body);
    const grants = bucketGrants(this.#rules.config, token.payload, request);
    const sent = new SentState(request.positions);
    const client = `${token.userId}/${request.clientId}`;
    const stream = new Stream(this.#steps, {
      deviceId: String(request.parameters['device_id']),
      isOver: () => Date.now() / 1000 > token.expiresAt,
      lines: () => this.#lines(grants, sent, client),
      onEnd: () => this.#streams.delete(stream),
    });
    this.#streams.add(stream);
    stream.wake();
    return new Response(stream.body, { headers: { 'content-type': 'application/x-ndjson' } });
  }

  /** What a client lacks, as lines; none where it has everything. */
  async #lines(grants: BucketGrants, sent: SentState, client: string): Promise<string> {
    const { buckets, lookups } = await grants.read(async (keys) => this.#store.lookups(keys));
    const states = this.#store.states(buckets.map(({ bucket }) => bucket));
    const lastOpId = this.#store.lastOpId;
    const entries = buckets.map(
      (granted) => [granted.bucket, { granted, state: states.get(granted.bucket) }] as const,
    );
    const writeCheckpoint = this.#reached(client);
    const checkpoint = {
      lastOpId,
      writeCheckpoint,
      isWaitingForWrite: false,
      buckets: new Map(entries),
      lookups,
    };
    const next = sent.advance(checkpoint, grants.streams);
    if (!next) return '';
    let text = encodeLine(next.line);
    for (const [index, group] of next.groups.entries()) {
      for (const bucket of group.buckets) {
        const download = sent.download(bucket);
        if (!download) continue;
        text += encodeDataLine(bucket, this.#store.page(bucket, download.after, download.upTo));
        sent.sent(bucket, download.upTo);
      }
      sent.finished(group);
      if (index < next.groups.length - 1) {
        text += encodeLine({
          partial_checkpoint_complete: { last_op_id: String(lastOpId), priority: group.priority },
        });
      }
    }
    return text + encodeLine({ checkpoint_complete: { last_op_id: String(lastOpId) } });
  }
}

interface StreamOptions {
  readonly deviceId: string;
  readonly isOver: () => boolean;
  readonly lines: () => Promise<string>;
  readonly onEnd: () => void;
}

/** One open stream; a change while it is being told makes it look again. */
class Stream {
  readonly body: ReadableStream<Uint8Array>;
  readonly deviceId: string;
  readonly #steps: Steps;
  readonly #options: StreamOptions;
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  #isAwake = false;

  constructor(steps: Steps, options: StreamOptions) {
    this.#steps = steps;
    this.#options = options;
    this.deviceId = options.deviceId;
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
      },
      cancel: () => {
        this.#controller = undefined;
        options.onEnd();
      },
    });
  }

  wake(): void {
    if (this.#isAwake) return;
    this.#isAwake = true;
    void this.#tell();
  }

  get isQuiet(): boolean {
    return !this.#isAwake;
  }

  end(): void {
    this.#controller?.close();
    this.#controller = undefined;
    this.#options.onEnd();
  }

  async #tell(): Promise<void> {
    await this.#steps.step(`stream of ${this.deviceId.slice(0, 4)}`);
    this.#isAwake = false;
    if (!this.#controller) return;
    if (this.#options.isOver()) return this.end();
    const text = await asOneAct(this.#options.lines());
    if (text !== '') this.#controller?.enqueue(new TextEncoder().encode(text));
  }
}
