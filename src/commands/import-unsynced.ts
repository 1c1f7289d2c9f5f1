/**
 * Documents of another till, read in from its file. Two steps: a person sees
 * what is in the file before anything is taken over. Taking over twice, or
 * while the till sends them itself, adds nothing: only the id of a document
 * counts, here and at the server.
 */
import type { UnsyncedFile } from '#schema/unsynced-file.ts';
import { readUnsyncedFile, type Unreadable } from '#domain/unsynced-file.ts';
import { importRecords } from '#db/import-records.ts';
import { isStorageFull } from '#db/storage-error.ts';
import { knownDocuments } from '#queries/unsynced.ts';
import { isManager, type Till } from './till.ts';

export interface FileSeen {
  readonly kind: 'seen';
  readonly file: UnsyncedFile;
  /** Of its documents: new to this device, in its queue already, posted or closed at the server as far as known here. */
  readonly fresh: number;
  readonly queued: number;
  readonly at_server: number;
}

export type ImportRefusal =
  | Unreadable
  | { readonly kind: 'other_location'; readonly name: string }
  /** The server takes another's documents only from a manager's own session. */
  | { readonly kind: 'not_manager' }
  | { readonly kind: 'storage_full' };

export async function seeUnsyncedFile(till: Till, text: string): Promise<FileSeen | ImportRefusal> {
  const read = await readUnsyncedFile(text);
  if (read.kind !== 'read') return read;
  const { file } = read;
  const refusal = refusalOf(till, file);
  if (refusal) return refusal;
  const ids = file.records.map(({ entity_id }) => entity_id);
  const known = await knownDocuments(till.db.read, ids).execute();
  const atServer = new Set(known.filter((one) => one.is_at_server === 1).map(({ id }) => id));
  const here = new Set(known.map(({ id }) => id));
  return {
    kind: 'seen',
    file,
    fresh: ids.length - here.size,
    queued: here.size - atServer.size,
    at_server: atServer.size,
  };
}

export interface Imported {
  readonly kind: 'imported';
  readonly added: number;
  readonly already_here: number;
}

export async function importUnsynced(till: Till, file: UnsyncedFile): Promise<Imported | ImportRefusal> {
  const refusal = refusalOf(till, file);
  if (refusal) return refusal;
  try {
    const added = await importRecords(till.db, file);
    return { kind: 'imported', added, already_here: file.records.length - added };
  } catch (error) {
    if (isStorageFull(error)) return { kind: 'storage_full' };
    throw error;
  }
}

function refusalOf(till: Till, { location }: UnsyncedFile): ImportRefusal | null {
  if (!isManager(till) || till.user.role === 'cashier') return { kind: 'not_manager' };
  return location.id === till.location.id ? null : { kind: 'other_location', name: location.name };
}
