const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

/** Of what has happened: 'now', '5 minutes ago'. A clock that was read before it happened makes no future of it. */
export function agoText(iso: string, now: number): string {
  return relativeText(Math.min(secondsTo(iso, now), 0));
}

/** Of what will happen: 'in 30 seconds', 'now' once its time has come. */
export function untilText(iso: string, now: number): string {
  return relativeText(Math.max(secondsTo(iso, now), 0));
}

function secondsTo(iso: string, now: number): number {
  return Math.round((Date.parse(iso) - now) / 1000);
}

function relativeText(seconds: number): string {
  const size = Math.abs(seconds);
  if (size < 60) return relative.format(seconds, 'second');
  if (size < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (size < 86_400) return relative.format(Math.round(seconds / 3600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}
