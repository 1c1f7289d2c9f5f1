/**
 * Inside the server an op id is a number: a counter that would need 28,000 years at 10,000 ops a second
 * to leave the safe integers. On the wire it is a decimal string, as is every 64-bit id (P2).
 */
export type OpId = number;

/** The base-10 form of a 64-bit id on the wire. */
export type ProtocolOpId = string;

/** Undefined unless `text` is a decimal int64. A value beyond the safe integers is capped: no op of ours is there. */
export function parseOpId(text: string): OpId | undefined {
  if (!/^\d{1,19}$/.test(text)) return undefined;
  return Math.min(Number(text), Number.MAX_SAFE_INTEGER);
}
