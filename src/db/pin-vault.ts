/**
 * Who has a PIN at a location on this device, and whether a PIN is right.
 *
 *   PIN ─► PBKDF2 (salt, 310,000 rounds) ─► HMAC (key of this device) ─► the verifier that is kept
 *
 * A copy of the records is worth nothing without the key, and the key leaves
 * the device with nobody. What is left of a wait is measured by the page's own
 * steady clock and kept at every look: no clock that anyone can set is asked,
 * and while Flux is closed a wait stands still (it is five minutes at most).
 */
import { freeTries, noTries, oneMoreTry, triesLeft } from '#domain/pin-tries.ts';
import type { PinRecord, PinStore } from './pin-store.ts';

const iterations = 310_000;

export type EnrolledPerson = Pick<PinRecord, 'user_id' | 'name' | 'role' | 'enrolled_at'>;

export type PinCheck =
  | { readonly kind: 'right' }
  /** `tries_left` before the next wrong one costs a wait; `wait_ms` is what this one cost. */
  | { readonly kind: 'wrong'; readonly tries_left: number; readonly wait_ms: number }
  | { readonly kind: 'wait'; readonly wait_ms: number }
  | { readonly kind: 'not_enrolled' };

export interface PinVault {
  people(): Promise<readonly EnrolledPerson[]>;
  /** Replaces the PIN that the person had. */
  enrol(person: Omit<EnrolledPerson, 'enrolled_at'>, pin: string, at: string): Promise<void>;
  check(userId: string, pin: string): Promise<PinCheck>;
  /** Milliseconds until the person may try again; kept. */
  waitOf(userId: string): Promise<number>;
  remove(userId: string): Promise<void>;
  /** All of the location. */
  clear(): Promise<void>;
}

/** `steadyMs`: a clock that only goes forward and nobody sets. */
export function pinVault(
  store: PinStore,
  locationId: string,
  steadyMs: () => number = () => performance.now(),
): PinVault {
  const waits = waitsBy(steadyMs);
  const change = (userId: string, alter: (record: PinRecord) => PinRecord) =>
    store.change(locationId, userId, (record) => record && alter(record));
  /** Counts a try, or says why there is none. */
  const takeTry = async (userId: string): Promise<PinRecord | Exclude<PinCheck, { kind: 'right' }>> => {
    let taken: PinRecord | PinCheck = { kind: 'not_enrolled' };
    await change(userId, (record) => {
      const wait_ms = waits.leftOf(record);
      if (wait_ms > 0) {
        taken = { kind: 'wait', wait_ms };
        return { ...record, wait_left_ms: wait_ms };
      }
      const counted = { ...record, ...oneMoreTry(record) };
      waits.begin(counted);
      taken = counted;
      return counted;
    });
    return taken;
  };
  return {
    async people() {
      const all = await store.all();
      return all
        .filter((record) => record.location_id === locationId)
        .map(({ user_id, name, role, enrolled_at }) => ({ user_id, name, role, enrolled_at }))
        .toSorted((a, b) => a.name.localeCompare(b.name));
    },
    async enrol(person, pin, at) {
      const salt = crypto.getRandomValues(new Uint8Array(16));
      const [key, stretched] = await Promise.all([store.key(), stretch(pin, salt, iterations)]);
      const verifier = await crypto.subtle.sign('HMAC', key, stretched);
      const { user_id, name, role } = person;
      const who = { location_id: locationId, user_id, name, role, enrolled_at: at };
      await store.change(locationId, user_id, () => ({ ...who, ...noTries, salt, iterations, verifier }));
    },
    async check(userId, pin) {
      const tried = await takeTry(userId);
      if ('kind' in tried) return tried;
      const [key, stretched] = await Promise.all([store.key(), stretch(pin, tried.salt, tried.iterations)]);
      if (await crypto.subtle.verify('HMAC', key, tried.verifier, stretched)) {
        await change(userId, (record) => ({ ...record, ...noTries }));
        return { kind: 'right' };
      }
      return { kind: 'wrong', tries_left: triesLeft(tried), wait_ms: tried.wait_left_ms };
    },
    async waitOf(userId) {
      let left = 0;
      await change(userId, (record) => {
        left = waits.leftOf(record);
        return { ...record, wait_left_ms: left };
      });
      return left;
    },
    remove: (userId) => store.change(locationId, userId, () => null),
    clear: () => store.clear(locationId),
  };
}

/** When each wait ends on this page's clock. A wait that another tab began is taken as that tab kept it. */
function waitsBy(steadyMs: () => number) {
  const ends = new Map<string, { readonly failed: number; readonly atMs: number }>();
  const begin = ({ user_id, failed, wait_left_ms }: PinRecord) =>
    ends.set(user_id, { failed, atMs: steadyMs() + wait_left_ms });
  return {
    begin,
    leftOf(record: PinRecord): number {
      if (record.failed < freeTries) return 0;
      const known = ends.get(record.user_id);
      if (known?.failed === record.failed) {
        return Math.ceil(Math.max(0, Math.min(record.wait_left_ms, known.atMs - steadyMs())));
      }
      begin(record);
      return record.wait_left_ms;
    },
  };
}

async function stretch(pin: string, salt: Uint8Array<ArrayBuffer>, rounds: number): Promise<ArrayBuffer> {
  const password = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, [
    'deriveBits',
  ]);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveBits(how, password, 256);
}
