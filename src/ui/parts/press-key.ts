/** What the text becomes after a key of the pad: one decimal point, no more decimals than allowed. */
export function pressKey(value: string, key: string, decimals: number): string {
  if (key === 'back') return value.slice(0, -1);
  const point = value.indexOf('.');
  if (key === '.') return point >= 0 || decimals === 0 ? value : `${value === '' ? '0' : value}.`;
  if (point >= 0 && value.length - point > decimals) return value;
  return value === '0' ? key : `${value}${key}`.slice(0, 12);
}

/** The same for digits that are no number. */
export function pressDigit(value: string, key: string): string {
  return key === 'back' ? value.slice(0, -1) : value + key;
}
