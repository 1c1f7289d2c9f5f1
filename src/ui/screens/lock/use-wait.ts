import { useCallback, useEffect, useState } from 'react';
import { reportTrouble } from '#ui/background-trouble.ts';
import { useShop } from '#ui/shop-context.tsx';

/** How long this person has to wait, counting down; `look` after anything that may have changed it. */
export function useWait(userId: string | null): { readonly waitMs: number; readonly look: () => void } {
  const { lock } = useShop();
  const [waitMs, setWaitMs] = useState(0);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isGone = false;
    let next: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const left = userId === null ? 0 : await lock.waitOf(userId);
      if (isGone) return;
      setWaitMs(left);
      if (left > 0) next = setTimeout(() => void ask().catch(reportTrouble), Math.min(left, 1000));
    };
    void ask().catch(reportTrouble);
    return () => {
      isGone = true;
      clearTimeout(next);
    };
  }, [lock, userId, round]);
  return { waitMs, look: useCallback(() => setRound((before) => before + 1), []) };
}
