import { useEffect, useState } from 'react';
import { useShop } from '#ui/shop-context.tsx';

/**
 * Of months in a row, oldest first and the last of them now: the first day from
 * which on every document is on this device; null where not even the last is
 * whole. Nothing is asked for: the frame of the report does.
 */
export function useHereSince(months: readonly string[]): string | null {
  const { monthData } = useShop();
  const wanted = months.join(' ');
  const [since, setSince] = useState<string | null>(null);
  useEffect(() => {
    const look = () => {
      const states = monthData.states(wanted.split(' '));
      const gap = states.findLastIndex(({ hasDocuments }) => !hasDocuments);
      const first = states[gap + 1]?.month;
      setSince(first ? `${first}-01` : null);
    };
    look();
    return monthData.subscribe(look);
  }, [monthData, wanted]);
  return since;
}
