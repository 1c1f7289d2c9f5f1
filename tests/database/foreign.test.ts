/**
 * A document names things: where it was made, by whom, what was sold to whom,
 * what it answers. Each of these in turn is that of another location here, in
 * every kind of document, wherever it stands in it.
 */
import { expect, test } from 'vitest';
import { kinds, sender } from './kinds.ts';
import { books, newShop, push, type TestRecord } from './world.ts';

type Place = readonly string[];

const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[A-Z]-.+-\d{6}$/.test(value);

/** Where ids and numbers stand. */
function placesOf(value: unknown, at: Place = []): Place[] {
  if (isName(value)) return [at];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, [...at, key]));
}

const valueAt = (record: unknown, place: Place) =>
  place.reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], record);

function withValue(record: TestRecord, place: Place, value: unknown): TestRecord {
  const copy = structuredClone(record);
  (valueAt(copy, place.slice(0, -1)) as Record<string, unknown>)[place.at(-1)!] = value;
  return copy;
}

/** What a paper says: a document is a fact, whoever made it. Nothing is looked up by these. */
const isNoKey = /(cashier_id|opened_by|approved_by|sent_number)$/;
const flagOf: Readonly<Record<string, string>> = {
  'payload.cashier_id': 'cashier_not_member',
  'payload.approved_by': 'approval_invalid',
};
const flagged = (what: string) =>
  flagOf[what] === undefined ? expect.anything() : expect.arrayContaining([flagOf[what]]);

for (const [kind, make] of Object.entries(kinds)) {
  test(`[T099] [R6.3-6] [R2-5] ${kind}: with an id of another location wherever one stands: not booked, and nothing is told`, async () => {
    const [here, there] = await Promise.all([newShop(), newShop()]);
    const theirs = await make(there);
    expect(await push(there.admin, [theirs])).toMatchObject([{ status: 'applied' }]);
    const before = await books(there);
    const places = placesOf({ ...theirs, queue_id: null }).filter(
      (place) => place[0] !== 'entity_id' && valueAt(theirs, place) !== sender.id,
    );
    for (const place of places) {
      const what = place.join('.');
      const spoilt = withValue(await make(here), place, valueAt(theirs, place));
      if (what === 'payload.id') spoilt.entity_id = theirs.entity_id;
      if (what.endsWith('device_id')) spoilt.payload['device_id'] = spoilt.device_id = there.deviceId;
      const [answer] = await push(here.admin, [spoilt]);
      if (isNoKey.test(what))
        expect([answer?.status, answer?.warnings], what).toEqual(['applied', flagged(what)]);
      else expect(answer, what).not.toMatchObject({ status: 'applied' });
      expect(answer?.message ?? '', what).not.toContain(there.code);
    }
    expect(await books(there)).toEqual(before);
    expect(await push(here.admin, [await make(here)])).toMatchObject([{ status: 'applied' }]);
    await books(here);
  });
}
