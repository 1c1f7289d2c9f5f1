/** What crosses the wire when a manager settles a refused document with the server. */
import * as z from 'zod';
import type { NotDone } from './online.ts';
import type { RecordType } from '#schema/push.ts';

/** `override_rejection`: post what was refused for its stock. */
export interface OverrideRequest {
  readonly location_id: string;
  readonly document_id: string;
  readonly reason: string;
}

/** `void_document`: close it for good. */
export interface VoidRequest extends OverrideRequest {
  /** The till that made it. */
  readonly device_id: string;
  readonly entity_type: RecordType;
  /** Of an edit, which has none, the name of its record. */
  readonly number: string;
}

/** Of the first the document's own answer, of the second one result of `push`. */
export const settled = z.union([z.object({ document_id: z.string() }), z.object({ entity_id: z.string() })]);

/** Asking again is safe, whatever the answer was. */
export type SettlingAnswer = { readonly kind: 'settled' } | NotDone;

export interface SettlingPort {
  voidDocument(request: VoidRequest): Promise<SettlingAnswer>;
  overrideRejection(request: OverrideRequest): Promise<SettlingAnswer>;
}
