import { ByteReader } from './byte-reader.ts';
import type { LsnValue } from './lsn.ts';

// What pgoutput (protocol version 1, text values) says of a transaction, in the order of the log:
//   begin (relation | insert | update | delete | truncate | message)* commit

interface RelationColumn {
  readonly name: string;
  readonly typeOid: number;
}

export interface Relation {
  readonly kind: 'relation';
  readonly relationId: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly RelationColumn[];
}

/** Text, null, or undefined: a TOAST column that an update left as it was, whose value is not in the log. */
type TupleValue = string | null | undefined;
export type Tuple = readonly TupleValue[];

export type LogicalMessage =
  | { readonly kind: 'begin' }
  | { readonly kind: 'commit'; readonly endLsn: LsnValue }
  | Relation
  | { readonly kind: 'insert'; readonly relationId: number; readonly row: Tuple }
  /** `old` is there if the key changed (its other columns null) or the replica identity is full. */
  | {
      readonly kind: 'update';
      readonly relationId: number;
      readonly old: Tuple | undefined;
      readonly row: Tuple;
    }
  | { readonly kind: 'delete'; readonly relationId: number; readonly old: Tuple }
  | { readonly kind: 'truncate'; readonly relationIds: readonly number[] }
  /** A type, an origin, a message of `pg_logical_emit_message`: nothing to do. */
  | { readonly kind: 'other' };

function readTuple(reader: ByteReader): Tuple {
  const values: TupleValue[] = [];
  for (let left = reader.int16(); left > 0; left -= 1) {
    const kind = reader.letter();
    if (kind === 'n') values.push(null);
    else if (kind === 'u') values.push(undefined);
    else if (kind === 't') values.push(reader.text(reader.int32()));
    else throw new Error(`pgoutput: unknown column kind '${kind}'`);
  }
  return values;
}

function readRelation(reader: ByteReader): Relation {
  const relationId = reader.int32();
  const schema = reader.cString();
  const name = reader.cString();
  reader.int8(); // replica identity: the catalog says it better (source-table.ts)
  const columns: RelationColumn[] = [];
  for (let left = reader.int16(); left > 0; left -= 1) {
    reader.int8(); // flags
    columns.push({ name: reader.cString(), typeOid: reader.int32() });
    reader.int32(); // type modifier
  }
  // An empty schema name means pg_catalog.
  return { kind: 'relation', relationId, schema: schema === '' ? 'pg_catalog' : schema, name, columns };
}

function readUpdate(reader: ByteReader): LogicalMessage {
  const relationId = reader.int32();
  const kind = reader.letter();
  const old = kind === 'N' ? undefined : readTuple(reader);
  if (old !== undefined) reader.letter();
  return { kind: 'update', relationId, old, row: readTuple(reader) };
}

function readInsert(reader: ByteReader): LogicalMessage {
  const relationId = reader.int32();
  reader.letter();
  return { kind: 'insert', relationId, row: readTuple(reader) };
}

function readDelete(reader: ByteReader): LogicalMessage {
  const relationId = reader.int32();
  reader.letter();
  return { kind: 'delete', relationId, old: readTuple(reader) };
}

function readTruncate(reader: ByteReader): LogicalMessage {
  const count = reader.int32();
  reader.int8(); // cascade, restart identity
  return { kind: 'truncate', relationIds: Array.from({ length: count }, () => reader.int32()) };
}

function readCommit(reader: ByteReader): LogicalMessage {
  reader.int8(); // flags
  reader.int64(); // where the commit record starts
  return { kind: 'commit', endLsn: reader.int64() };
}

/** One message of the output plugin, without the frame around it. The bytes are not kept. */
export function decodeLogicalMessage(bytes: Buffer, at = 0): LogicalMessage {
  const reader = new ByteReader(bytes, at);
  const letter = reader.letter();
  switch (letter) {
    case 'B':
      return { kind: 'begin' };
    case 'C':
      return readCommit(reader);
    case 'R':
      return readRelation(reader);
    case 'I':
      return readInsert(reader);
    case 'U':
      return readUpdate(reader);
    case 'D':
      return readDelete(reader);
    case 'T':
      return readTruncate(reader);
    case 'M':
    case 'O':
    case 'Y':
      return { kind: 'other' };
    default:
      throw new Error(`pgoutput: unknown message '${letter}'`);
  }
}
