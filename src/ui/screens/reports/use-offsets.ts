import { useMemo } from 'react';
import type { Period } from '#domain/period.ts';
import { zoneOffsets, type OffsetSpan } from '#domain/zone-offsets.ts';
import { useSettings } from '#ui/shop-context.tsx';

const dayMs = 86_400_000;

/** Of the shop's zone, with a day to spare on either side: zones are up to 14 hours away from UTC. */
export function useOffsets({ from, to }: Period): readonly OffsetSpan[] {
  const zone = useSettings()?.time_zone ?? 'UTC';
  return useMemo(
    () => zoneOffsets(zone, Date.parse(from) - dayMs, Date.parse(to) + 2 * dayMs),
    [zone, from, to],
  );
}
