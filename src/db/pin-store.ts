/**
 * Where the PINs of a device are kept: apart from every database of a user, so
 * that nothing of them is ever synced, and with the one key that they are bound
 * to. `web-pin-store.ts` is the browser's; the tests on Node have another.
 */
import type { Tries } from '#domain/pin-tries.ts';

export interface PinRecord extends Tries {
  readonly location_id: string;
  readonly user_id: string;
  /** As at enrolment; what counts is `location_members`. */
  readonly name: string;
  readonly role: 'cashier' | 'manager' | 'admin';
  readonly enrolled_at: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
  /** HMAC of the stretched PIN by the device's key. */
  readonly verifier: ArrayBuffer;
}

export interface PinStore {
  /** Made when first asked for; it cannot be read out, only used. Rejects where the browser keeps nothing. */
  key(): Promise<CryptoKey>;
  /** Of all locations; none where the browser keeps nothing. */
  all(): Promise<readonly PinRecord[]>;
  /** In one transaction, on the disk when it resolves; null takes the record away. */
  change(
    locationId: string,
    userId: string,
    alter: (record: PinRecord | null) => PinRecord | null,
  ): Promise<void>;
  /** The PINs of a location; with the last of them goes the key. */
  clear(locationId: string): Promise<void>;
}

/** Unusable outside the app, even by the app. */
export function newDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign', 'verify']);
}
