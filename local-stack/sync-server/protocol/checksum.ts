import { hash } from 'node:crypto';

// The service's own forms (P5): a client only adds them up, so a checksum mismatch means that an op was lost.

function firstUint32(text: string): number {
  return hash('sha256', text, 'buffer').readUInt32LE(0);
}

/** Unsigned 32-bit. `data` is the row's JSON text exactly as it is sent. */
export function putChecksum(objectType: string, objectId: string, data: string): number {
  return firstUint32(`put.${objectType}.${objectId}.${data}`);
}

/** Unsigned 32-bit. `sourceKey` names the source row, not the synced one. */
export function removeChecksum(sourceKey: string): number {
  return firstUint32(`delete.${sourceKey}`);
}

/** Sum mod 2^32, unsigned. */
export function addChecksums(a: number, b: number): number {
  return (a + b) >>> 0;
}
