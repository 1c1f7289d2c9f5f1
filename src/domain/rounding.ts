/**
 * `round(a * b / divisor)`, half away from zero, exact for every safe integer:
 * the one rounding rule of Flux, the same in SQL (`app.round_ratio`).
 *
 * `divisor` is positive.
 */
export function multiplyAndDivide(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product) && Number.isSafeInteger(2 * Math.abs(product) + divisor)) {
    const magnitude = 2 * Math.abs(product) + divisor;
    const quotient = (magnitude - (magnitude % (2 * divisor))) / (2 * divisor);
    return product < 0 ? -quotient || 0 : quotient;
  }
  return exactly(BigInt(a) * BigInt(b), BigInt(divisor));
}

function exactly(product: bigint, divisor: bigint): number {
  const magnitude = product < 0n ? -product : product;
  const quotient = (2n * magnitude + divisor) / (2n * divisor);
  return Number(product < 0n ? -quotient : quotient);
}
