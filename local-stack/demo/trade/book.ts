/** A till of the demo: what it makes has an id of its name, the next number of its series, and a time. */
import { demoId } from '#stack/demo/ids.ts';
import { members } from '#stack/demo/people.ts';
import { settingsOf, type Place } from '#stack/demo/places.ts';

export type PushRecord = {
  readonly entity_type: string;
  readonly entity_id: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
};

export type Device = { readonly id: string; readonly code: string };

/** Days before the shop was seeded, and the minutes since eight in the morning. */
export type When = readonly [daysAgo: number, minutes: number];

const dayMs = 86_400_000;

export class Book {
  readonly place: Place;
  readonly deviceId: string;
  readonly #code: string;
  readonly #firstDayMs: number;
  readonly #sequences = new Map<string, number>();

  constructor(place: Place, device: Device, firstDay: Date) {
    this.place = place;
    this.deviceId = device.id;
    this.#code = device.code;
    this.#firstDayMs = firstDay.getTime();
  }

  /** Of `name` it has the ids, so that seeding again names the same document. */
  record(
    [entity_type, column, letter]: readonly [string, string, string],
    name: string,
    when: When,
    fields: object,
  ): PushRecord {
    const sequence = this.lastOf(entity_type) + 1;
    this.#sequences.set(entity_type, sequence);
    const id = demoId('trade', this.place.code, entity_type, name);
    const at = this.at(when);
    const made = {
      location_id: this.place.id,
      device_id: this.deviceId,
      client_created_at: at,
      client_updated_at: at,
    };
    const payload = {
      id,
      ...made,
      [column]: `${letter}-${this.place.code}-${this.#code}-${String(sequence).padStart(6, '0')}`,
      cashier_id: whoWorksAt(this.place),
      approved_by: null,
      approved_for: [],
      approval_reason: '',
      note: '',
      business_date: this.#dayIn(at),
      ...fields,
    };
    return { v: 1, queue_id: demoId('queue', id), entity_type, entity_id: id, ...made, payload };
  }

  /** How many of a kind it has made. */
  lastOf(entityType: string): number {
    return this.#sequences.get(entityType) ?? 0;
  }

  /** Never later than the moment at which the shop was seeded. */
  at([daysAgo, minutes]: When): string {
    const morning = Math.floor(this.#firstDayMs / dayMs) * dayMs + 8 * 3_600_000;
    const ms = morning - daysAgo * dayMs + minutes * 60_000;
    return new Date(Math.min(ms, this.#firstDayMs)).toISOString();
  }

  stampOf(when: When): string {
    return `${this.at(when)}-0000-${this.deviceId}`;
  }

  #dayIn(at: string): string {
    const timeZone = String(settingsOf(this.place)['time_zone']);
    return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(at));
  }
}

function whoWorksAt(place: Place): string {
  const [first] = members.filter(({ places }) => places.includes(place));
  if (!first) throw new Error(`Nobody works at ${place.name}.`);
  return first.id;
}

/** Lines or payments, each with an id of its own below that of `name`. */
export function numbered<T extends object>(
  name: string,
  rows: readonly T[],
): (T & { id: string; line_no: number })[] {
  return rows.map((row, n) => ({ id: demoId('trade', name, n), line_no: n + 1, ...row }));
}
