/**
 * Closes the drawer: the open shift becomes a document (the Z report).
 *
 *   refused as it stands? ─► sealed ─► what came in is read ─► posted
 *
 * Sealed first: what another tab notes before that is in it, and nothing is
 * noted afterwards. A sale that comes after it is read is of the next shift,
 * by its sequence.
 */
import { makeShift, type ShiftContext, type Takings } from '#domain/shift.ts';
import type { Refused } from '#domain/refusal.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import type { Settings } from '#queries/settings.ts';
import { readTakings, shiftTakings } from '#queries/shift-takings.ts';
import { changeShift } from './change-shift.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface ClosingRequest {
  readonly shiftId: string;
  readonly note: string;
  readonly settings: Settings;
}

export async function closeShift(
  till: Till,
  { shiftId, note, settings }: ClosingRequest,
): Promise<Posted | Refused> {
  const context = { ...postingContext(till, settings, null), currency_decimals: settings.currency_decimals };
  const sealed = await seal(till, shiftId, note, context);
  if (sealed.kind === 'refused') return sealed;
  const made = makeShift(sealed.shift, await takingsOf(till, sealed.shift), context);
  if (made.kind === 'refused') {
    // What was sold meanwhile made a difference that needs a note: go on from here.
    await changeShift(till, shiftId, (shift) => ({ ...shift, sealed_at: null }));
    return made;
  }
  const { payload } = made;
  const document = {
    entity_type: 'shift',
    payload,
    moves: [],
    total_minor: payload.counted_minor,
    at: payload.client_created_at,
  } as const;
  return postDocument(till, document, settings);
}

async function seal(till: Till, shiftId: string, note: string, context: ShiftContext) {
  const asked = await changeShift(till, shiftId, (shift) => ({ ...shift, note }));
  if (asked.kind === 'refused') return asked;
  const made = makeShift(asked.shift, await takingsOf(till, asked.shift), context);
  if (made.kind === 'refused') return made;
  return changeShift(till, shiftId, (shift, at) => ({ ...shift, sealed_at: at }));
}

async function takingsOf(till: Till, { after }: OpenShift): Promise<Takings> {
  const found = await shiftTakings(till.db.read, {
    deviceId: till.device.id,
    after,
  }).executeTakeFirstOrThrow();
  return readTakings(found);
}
