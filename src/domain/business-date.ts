/**
 * The day a document belongs to: the date at its location, by the corrected
 * clock. Sync and reports go by its month.
 */
const formats = new Map<string, Intl.DateTimeFormat>();

/** 'YYYY-MM-DD' in the given IANA zone; in UTC where the device does not know the zone. */
export function businessDate(atMs: number, timeZone: string): string {
  const parts = formatOf(timeZone).formatToParts(atMs);
  const part = (type: 'year' | 'month' | 'day') => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** 'YYYY-MM' of a 'YYYY-MM-DD'. */
export function businessMonth(date: string): string {
  return date.slice(0, 7);
}

/** A 'YYYY-MM-DD' so many days later. */
export function addDays(date: string, days: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day + days)).toISOString().slice(0, 10);
}

/** Last, this and next month of 'YYYY-MM': what a till keeps on the device. */
export function monthsAround(month: string): readonly [string, string, string] {
  return [shift(month, -1), month, shift(month, 1)];
}

function shift(month: string, by: number): string {
  const at = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1 + by, 1));
  return at.toISOString().slice(0, 7);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: isKnown(timeZone) ? timeZone : 'UTC',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  formats.set(timeZone, made);
  return made;
}

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone });
    return true;
  } catch {
    return false;
  }
}
