import { useEffect, useState } from 'react';
import { useShop } from '#ui/shop-context.tsx';

/** The time by the corrected clock, which also stamps the documents; drawn anew every few seconds. */
export function useNow(everyMs = 5000): number {
  const { clock } = useShop().till;
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), everyMs);
    return () => clearInterval(timer);
  }, [clock, everyMs]);
  return now;
}
