const steps = [
  { unit: 'day', ms: 86_400_000, from: 2 * 86_400_000 },
  { unit: 'hour', ms: 3_600_000, from: 2 * 3_600_000 },
  { unit: 'minute', ms: 60_000, from: 2 * 60_000 },
  { unit: 'second', ms: 1000, from: 0 },
] as const;

/** '3 days', '9 hours', '90 seconds': whole units, the largest of which there are two. */
export function durationText(ms: number): string {
  const { unit, ms: size } = steps.find(({ from }) => ms >= from) ?? steps[3];
  const format = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(undefined, format).format(Math.floor(ms / size));
}
