/**
 * Writes and reads the file of `schema/unsynced-file.ts`.
 *
 *   text ─► JSON? ─► ours? ─► a version we know? ─► whole? ─► all there? ─► file
 *             └──────────┴───────────┴─────────────────┴───────────┴─► why not
 */
import {
  unsyncedContent,
  unsyncedFormat,
  unsyncedVersion,
  type UnsyncedContent,
  type UnsyncedFile,
  type UnsyncedRecord,
} from '#schema/unsynced-file.ts';
import { checksumOf } from './canonical-text.ts';

export type Unreadable =
  | { readonly kind: 'not_json' }
  | { readonly kind: 'other_format' }
  | { readonly kind: 'newer_version'; readonly version: number }
  /** Changed or cut since it was written. */
  | { readonly kind: 'checksum_wrong' }
  /** Whole, but not as version 1 is; `at` names the place. */
  | { readonly kind: 'not_valid'; readonly at: string };

export type ReadFile = { readonly kind: 'read'; readonly file: UnsyncedFile } | Unreadable;

export async function makeUnsyncedFile(content: UnsyncedContent): Promise<UnsyncedFile> {
  return { ...content, checksum: { algorithm: 'SHA-256', value: await checksumOf(content) } };
}

export function unsyncedFileText(file: UnsyncedFile): string {
  return `${JSON.stringify(file, null, 1)}\n`;
}

/** `flux-unsynced-KL1-07-2026-11-23.json`: location, till and day. */
export function unsyncedFileName({ location, device, exported_at }: UnsyncedContent): string {
  return `${unsyncedFormat}-${location.code}-${device.code}-${exported_at.slice(0, 10)}.json`;
}

export async function readUnsyncedFile(text: string): Promise<ReadFile> {
  const found = parse(text);
  if (found === undefined) return { kind: 'not_json' };
  if (!isRecord(found) || found['format'] !== unsyncedFormat) return { kind: 'other_format' };
  const { checksum, ...content } = found;
  const version = content['version'];
  if (typeof version !== 'number' || !Number.isInteger(version)) return { kind: 'other_format' };
  if (version > unsyncedVersion) return { kind: 'newer_version', version };
  const value = isRecord(checksum) && checksum['algorithm'] === 'SHA-256' ? checksum['value'] : null;
  if (typeof value !== 'string' || (await checksumOf(content)) !== value) return { kind: 'checksum_wrong' };
  const read = unsyncedContent.safeParse(content);
  if (!read.success) return { kind: 'not_valid', at: read.error.issues[0]?.path.join('.') ?? '' };
  const at = contradiction(read.data);
  if (at !== null) return { kind: 'not_valid', at };
  return { kind: 'read', file: { ...read.data, checksum: { algorithm: 'SHA-256', value } } };
}

/** Where a document and what the file says of it disagree, or one document is there twice. */
function contradiction({ location, records }: UnsyncedContent): string | null {
  const seen = new Set<string>();
  for (const [index, { payload, ...record }] of records.entries()) {
    const at = `records.${index}`;
    if (!isTrue(record, payload)) return `${at}.payload`;
    if (payload.location_id !== location.id) return `${at}.payload.location_id`;
    if (seen.has(record.entity_id) || seen.has(record.queue_id)) return `${at}.entity_id`;
    seen.add(record.entity_id).add(record.queue_id);
  }
  return null;
}

function isTrue(
  { entity_type, entity_id, queue_id, device_id }: Omit<UnsyncedRecord, 'payload'>,
  payload: UnsyncedRecord['payload'],
): boolean {
  if (entity_type !== 'master_update') return payload.id === entity_id && payload['device_id'] === device_id;
  const { stamp } = payload;
  return entity_id === queue_id && typeof stamp === 'string' && stamp.endsWith(device_id);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
