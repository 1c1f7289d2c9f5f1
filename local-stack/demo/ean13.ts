/** Prefixes 20 to 29 are for a company's own use: no real article carries such a number. */
const IN_STORE_PREFIX = 2;
const SERIALS = 10n ** 11n;
// Coprime to 10: multiplying by it walks through all serials without meeting one twice.
const STRIDE = 38_196_601_127n;

/** The check digit of twelve digits: weights 1 and 3 in turn, up to the next ten. */
function checkDigit(twelve: string): number {
  const sum = Array.from(twelve, Number).reduce(
    (total, digit, i) => total + digit * (i % 2 === 0 ? 1 : 3),
    0,
  );
  return (10 - (sum % 10)) % 10;
}

/** The n-th in-store EAN-13; different for every n below 10^11. */
export function inStoreEan13(n: number): string {
  const serial = (BigInt(n) * STRIDE + 4_710_336_029n) % SERIALS;
  const twelve = `${IN_STORE_PREFIX}${serial.toString().padStart(11, '0')}`;
  return `${twelve}${checkDigit(twelve)}`;
}

export function isEan13(text: string): boolean {
  return /^\d{13}$/.test(text) && checkDigit(text.slice(0, 12)) === Number(text[12]);
}
