import type { Lsn } from '#stack/sync-server/storage/state.ts';

/** A position in the write-ahead log as the replication protocol carries it. */
export type LsnValue = bigint;

export function formatLsn(value: LsnValue): Lsn {
  return `${(value >> 32n).toString(16).toUpperCase()}/${(value & 0xffff_ffffn).toString(16).toUpperCase()}`;
}
