import { useEffect, useMemo, useState } from 'react';
import type { MonthState } from '#schema/month-data.ts';
import { useHistoryDays } from '#ui/hooks/use-preference.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface Months {
  readonly states: readonly MonthState[];
  readonly cancel: () => void;
  readonly isCancelled: boolean;
  readonly again: () => void;
}

/** Asks for what a report is about, and follows how far it is. */
export function useMonths(months: readonly string[]): Months {
  const { monthData } = useShop();
  const [states, setStates] = useState<readonly MonthState[]>(() => monthData.states(months));
  const [cancelled, setCancelled] = useState('');
  const [keepDays] = useHistoryDays();
  const wanted = months.join(' ');
  const isCancelled = cancelled === wanted;
  useEffect(() => {
    const list = wanted === '' ? [] : wanted.split(' ');
    const look = () => setStates(monthData.states(list));
    look();
    const stop = monthData.subscribe(look);
    if (!isCancelled) void monthData.ask(list, keepDays).then(look);
    return stop;
  }, [monthData, wanted, isCancelled, keepDays]);
  return useMemo(
    () => ({
      states,
      isCancelled,
      cancel: () => {
        setCancelled(wanted);
        void monthData.cancel();
      },
      again: () => setCancelled(''),
    }),
    [states, isCancelled, wanted, monthData],
  );
}
