/**
 * Documents of a till on their way to the server by hand: what a manager saves
 * before a till is cleared, and reads in on another (requirements !3).
 *
 * Versioned: a file of a later version is refused, never half understood. The
 * payloads travel as they were posted; whether each is a true record is for
 * the server to say, as ever.
 *
 * `checksum` is SHA-256 over the canonical text of all the rest: it proves that
 * the file is whole. There is no signature. Whoever reads the file in has no
 * way to know a till's key, so one would prove no more; that nothing false
 * enters the books is what the server's checks and a manager's session are for.
 */
import * as z from 'zod';
import { recordTypes } from './push.ts';

export const unsyncedFormat = 'flux-unsynced';
export const unsyncedVersion = 1;

const uuid = z.guid();
const time = z.iso.datetime();
/** 200 characters of a name, in the halves that JavaScript counts. */
const longestName = 400;

const unsyncedRecord = z.object({
  queue_id: uuid,
  entity_type: z.enum(recordTypes),
  entity_id: uuid,
  device_id: uuid,
  /** Of a document; of an edit the name of its record, in full, and empty where that has none. */
  number: z.string().max(longestName),
  total_minor: z.int().nullable(),
  client_created_at: time,
  client_updated_at: time,
  /** Who made it. */
  created_by: uuid,
  /** A document names its device; an edit its row, and its device in its stamp. */
  payload: z.looseObject({ id: uuid, location_id: uuid }),
  /** What became of it so far, for people: it is tried anew wherever it is read in. */
  sync_status: z.enum(['pending', 'syncing', 'failed']),
  is_waiting: z.boolean(),
  retry_count: z.int(),
  last_attempt_at: time.nullable(),
  error_code: z.string().nullable(),
  last_error: z.string().nullable(),
});

export const unsyncedContent = z.object({
  format: z.literal(unsyncedFormat),
  version: z.literal(unsyncedVersion),
  location: z.object({ id: uuid, code: z.string(), name: z.string() }),
  device: z.object({ id: uuid, code: z.string(), name: z.string() }),
  user: z.object({ id: uuid, name: z.string() }),
  exported_at: time,
  /** Oldest first, as they stood in the queue. */
  records: z.array(unsyncedRecord),
});

export type UnsyncedRecord = z.infer<typeof unsyncedRecord>;
export type UnsyncedContent = z.infer<typeof unsyncedContent>;

export interface UnsyncedFile extends UnsyncedContent {
  readonly checksum: { readonly algorithm: 'SHA-256'; readonly value: string };
}
