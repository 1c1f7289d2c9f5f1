import { useEffect } from 'react';
import { sumSoldDays } from '#commands/sum-sold-days.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { untilIdle } from '#ui/idle.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';

/** While somebody reads reports and nothing is coming in, days that are over are added up, in the idle moments of the page. */
export function useSummedDays(isWhole: boolean): void {
  const { db } = useShop().till;
  const before = useToday();
  const timeZone = useSettings()?.time_zone;
  useEffect(() => {
    if (!isWhole || timeZone === undefined) return undefined;
    let isGone = false;
    const sums = { before, timeZone, pause: untilIdle, isStopped: () => isGone };
    sumSoldDays(db, sums).catch((error: unknown) => {
      // The database closes under a day that is being added up when somebody signs out: its transaction is undone.
      if (!isGone) reportTrouble(error);
    });
    return () => {
      isGone = true;
    };
  }, [db, before, timeZone, isWhole]);
}
