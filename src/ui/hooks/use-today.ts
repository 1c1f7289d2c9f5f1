import { businessDate } from '#domain/business-date.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';

/** The business date at this location, by the corrected clock. */
export function useToday(): string {
  const { till } = useShop();
  const zone = useSettings()?.time_zone ?? 'UTC';
  return businessDate(till.clock.now(), zone);
}
