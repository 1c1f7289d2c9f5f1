import type { CheckpointBucket, SyncLine } from '#stack/sync-server/protocol/lines.ts';

export interface WireOp {
  readonly op_id: string;
  readonly op: 'PUT' | 'REMOVE' | 'MOVE' | 'CLEAR';
  readonly object_type?: string;
  readonly object_id?: string;
  readonly subkey?: string;
  readonly checksum: number;
  readonly data?: string | null;
}

interface WireData {
  readonly data: { readonly bucket: string; readonly data: readonly WireOp[] };
}

export type WireLine = SyncLine | WireData;

interface Row {
  readonly opId: bigint;
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

interface Bucket {
  checksum: number;
  lastOpId: bigint;
  opCount: number;
  rows: Map<string, Row>;
}

/**
 * What a client makes of the lines, strictly by the protocol: ops applied by key, checksums added up, and verified
 * whenever the service says that a checkpoint, or its part up to a priority, is complete.
 */
export class ClientState {
  readonly buckets = new Map<string, Bucket>();
  readonly announced = new Map<string, CheckpointBucket>();
  lastOpId = '0';
  writeCheckpoint: string | undefined;
  isComplete = false;

  apply(line: WireLine): void {
    if (Object.keys(line).length !== 1) throw new Error(`A line has one key: ${Object.keys(line).join()}`);
    if ('checkpoint' in line) this.#checkpoint(line.checkpoint, line.checkpoint.buckets, undefined);
    else if ('checkpoint_diff' in line) {
      const { updated_buckets: updated, removed_buckets: removed } = line.checkpoint_diff;
      this.#checkpoint(line.checkpoint_diff, updated, removed);
    } else if ('data' in line) this.#data(line.data.bucket, line.data.data);
    else if ('partial_checkpoint_complete' in line) this.#verify(line.partial_checkpoint_complete.priority);
    else if ('checkpoint_complete' in line) {
      this.#verify(3);
      this.isComplete = true;
    }
  }

  /** The rows of a table as the client would see them: by id, of several buckets the newest op's. */
  rows(type: string): Record<string, unknown>[] {
    const newest = new Map<string, Row>();
    for (const bucket of this.buckets.values())
      for (const row of bucket.rows.values())
        if (row.type === type && row.opId > (newest.get(row.id)?.opId ?? -1n)) newest.set(row.id, row);
    return [...newest.values()].map((row) => JSON.parse(row.data));
  }

  ids(type: string): string[] {
    return this.rows(type)
      .map((row) => String(row['id']))
      .toSorted();
  }

  /** As the real client asks: it has every bucket of a complete checkpoint up to its last op. */
  positions(): { name: string; after: string }[] {
    return [...this.buckets].map(([name, bucket]) => ({
      name,
      after: this.isComplete ? this.lastOpId : String(bucket.lastOpId),
    }));
  }

  #checkpoint(
    head: { last_op_id: string; write_checkpoint?: string },
    buckets: readonly CheckpointBucket[],
    removed: readonly string[] | undefined,
  ): void {
    if (BigInt(head.last_op_id) < BigInt(this.lastOpId)) throw new Error('last_op_id went back');
    this.isComplete = false;
    this.lastOpId = head.last_op_id;
    this.writeCheckpoint = head.write_checkpoint;
    if (removed === undefined) this.announced.clear();
    for (const name of removed ?? []) this.announced.delete(name);
    for (const bucket of buckets) this.announced.set(bucket.bucket, bucket);
    for (const name of this.buckets.keys()) if (!this.announced.has(name)) this.buckets.delete(name);
  }

  #data(name: string, ops: readonly WireOp[]): void {
    if (!this.announced.has(name)) throw new Error(`Data of a bucket that was not announced: ${name}`);
    const bucket = this.buckets.get(name) ?? { checksum: 0, lastOpId: 0n, opCount: 0, rows: new Map() };
    this.buckets.set(name, bucket);
    for (const op of ops) {
      const opId = BigInt(op.op_id);
      if (opId <= bucket.lastOpId) throw new Error(`${name}: op ${opId} after op ${bucket.lastOpId}`);
      if (opId > BigInt(this.lastOpId)) throw new Error(`${name}: op ${opId} is beyond the checkpoint`);
      bucket.lastOpId = opId;
      bucket.opCount += 1;
      applyOp(bucket, op, opId);
    }
  }

  #verify(priority: number): void {
    for (const announced of this.announced.values()) {
      if (announced.priority > priority) continue;
      const sum = this.buckets.get(announced.bucket)?.checksum ?? 0;
      if (sum !== announced.checksum >>> 0)
        throw new Error(`${announced.bucket}: checksum ${sum}, announced ${announced.checksum >>> 0}`);
    }
  }
}

function applyOp(bucket: Bucket, op: WireOp, opId: bigint): void {
  if (op.op === 'CLEAR') {
    bucket.rows.clear();
    bucket.checksum = op.checksum >>> 0;
    return;
  }
  bucket.checksum = (bucket.checksum + op.checksum) >>> 0;
  if (op.op === 'MOVE') return;
  const { object_type: type = '', object_id: id = '', data } = op;
  const key = `${type}/${id}/${op.subkey ?? 'null'}`;
  if (op.op === 'REMOVE') bucket.rows.delete(key);
  else if (typeof data === 'string') bucket.rows.set(key, { opId, type, id, data });
  else throw new Error('A PUT has its data as a string');
}
