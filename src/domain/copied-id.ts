import { uuidV5 } from './uuid-v5.ts';

/**
 * The id that a location's copy of another location's master has, as
 * `app.copied_id` makes it: whoever makes the copy, on whichever device, makes
 * the same one.
 */
export function copiedId(locationId: string, sourceId: string): string {
  return uuidV5(locationId, sourceId);
}
