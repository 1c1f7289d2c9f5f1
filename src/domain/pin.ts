/**
 * What a PIN may be: 4 to 8 digits that are not the first a stranger tries. It
 * is short because it is guarded by a count of tries (`pin-tries.ts`).
 */
export const minPinDigits = 4;
export const maxPinDigits = 8;

export type PinFault = 'not_digits' | 'wrong_length' | 'too_simple';

/** Null: it will do. */
export function pinFault(pin: string): PinFault | null {
  if (!/^\d*$/.test(pin)) return 'not_digits';
  if (pin.length < minPinDigits || pin.length > maxPinDigits) return 'wrong_length';
  return isRepeated(pin) || isRun(pin) ? 'too_simple' : null;
}

/** 1111, 1212, 123123. */
function isRepeated(pin: string): boolean {
  return /^(.+)\1+$/.test(pin);
}

/** 2345, 7890, 4321: every digit one more, or one less, than the one before. */
function isRun(pin: string): boolean {
  const digits = pin.split('').map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  return new Set(steps).size === 1 && (steps[0] === 1 || steps[0] === 9);
}
