import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessDate } from './business-date.ts';
import { zoneOffsets } from './zone-offsets.ts';

const ms = (iso: string) => Date.parse(iso);

test('the moments at which the clocks of a zone change, to the minute', () => {
  expect(zoneOffsets('Europe/Berlin', ms('2026-01-01T00:00Z'), ms('2026-12-31T00:00Z'))).toEqual([
    { from: '2026-01-01T00:00:00.000Z', offset_minutes: 60 },
    { from: '2026-03-29T01:00:00.000Z', offset_minutes: 120 },
    { from: '2026-10-25T01:00:00.000Z', offset_minutes: 60 },
  ]);
  expect(zoneOffsets('Asia/Kathmandu', ms('2026-01-01T00:00Z'), ms('2026-12-31T00:00Z'))).toEqual([
    { from: '2026-01-01T00:00:00.000Z', offset_minutes: 345 },
  ]);
  expect(zoneOffsets('Nowhere/Else', 0, 0)).toEqual([
    { from: '1970-01-01T00:00:00.000Z', offset_minutes: 0 },
  ]);
});

test('with its span, any moment falls on the day that the zone itself says', () => {
  const [from, to] = [ms('2024-01-01T07:13:00Z'), ms('2027-01-01T00:00Z')];
  const zones = [
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
    'America/New_York',
  ];
  for (const zone of zones) {
    const spans = zoneOffsets(zone, from, to);
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (at) => {
        const span = spans.findLast((one) => ms(one.from) <= at);
        const local = new Date(at + (span?.offset_minutes ?? Number.NaN) * 60_000).toISOString();
        expect(local.slice(0, 10)).toBe(businessDate(at, zone));
      }),
    );
  }
});
