/**
 * `S-KL1-07-000123`: kind, location, device, sequence. Devices never share a
 * code and a device never repeats a sequence, so numbers made offline do not
 * meet. Six digits at least; a longer sequence simply gets longer.
 */
import { documentKinds, type EntityType } from '#schema/document-kinds.ts';

export const sequenceDigits = 6;

export function documentNumber(
  type: EntityType,
  place: { readonly locationCode: string; readonly deviceCode: string },
  sequence: number,
): string {
  const digits = String(sequence).padStart(sequenceDigits, '0');
  return numberPrefix(type, place.locationCode, place.deviceCode) + digits;
}

/** All but the sequence, ending in '-'. */
export function numberPrefix(type: EntityType, locationCode: string, deviceCode: string): string {
  return `${documentKinds[type].letter}-${locationCode}-${deviceCode}-`;
}
