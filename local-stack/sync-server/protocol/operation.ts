import type { OpId } from './op-id.ts';

/** PUT, REMOVE, MOVE, CLEAR, by their first letters: how a stored op is told apart. */
export type OpKind = 'P' | 'R' | 'M' | 'C';

/** What an op replaces in its bucket: the op before it with the same key (P3). */
export interface OpKey {
  readonly objectType: string;
  readonly objectId: string;
  /** Absent where table and id alone name the source row. */
  readonly subkey: string | undefined;
}

export function opKeyText(key: OpKey): string {
  return `${key.objectType}/${key.objectId}/${key.subkey ?? ''}`;
}

function keyMembers(key: OpKey): string {
  const subkey = key.subkey === undefined ? '' : `,"subkey":${JSON.stringify(key.subkey)}`;
  return `"object_type":${JSON.stringify(key.objectType)},"object_id":${JSON.stringify(key.objectId)}${subkey}`;
}

/** `data` is the row's JSON text; on the wire it is a JSON string that holds it. */
export function putEntry(opId: OpId, key: OpKey, checksum: number, data: string): string {
  return `{"op_id":"${opId}","op":"PUT",${keyMembers(key)},"checksum":${checksum},"data":${JSON.stringify(data)}}`;
}

export function removeEntry(opId: OpId, key: OpKey, checksum: number): string {
  return `{"op_id":"${opId}","op":"REMOVE",${keyMembers(key)},"checksum":${checksum},"data":null}`;
}
