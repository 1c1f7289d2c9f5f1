const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeZone: 'UTC' });

/** A date as 2026-03-10, as people write it. */
export function dayText(date: string): string {
  return day.format(new Date(`${date}T00:00:00Z`));
}
