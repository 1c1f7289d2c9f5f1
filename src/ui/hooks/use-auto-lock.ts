import { useEffect } from 'react';
import { useAutoLockMinutes } from './use-preference.ts';
import { useLock } from './use-lock.ts';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
const lookEveryMs = 1000;

/**
 * Locks this tab when nobody has touched it for a while. By two clocks, since
 * one can be set and the other sleeps with the device: whichever says more.
 */
export function useAutoLock(): void {
  const { lock, isLocked, people } = useLock();
  const [minutes] = useAutoLockMinutes();
  const isOn = minutes > 0 && !isLocked && people.length > 0;
  useEffect(() => {
    if (!isOn) return undefined;
    let last = [Date.now(), performance.now()] as const;
    const look = () => {
      const idleMs = Math.max(Date.now() - last[0], performance.now() - last[1]);
      if (idleMs >= minutes * 60_000) lock.lock();
    };
    const touch = () => {
      // A device that wakes up: the touch that woke it comes before the next look.
      look();
      last = [Date.now(), performance.now()];
    };
    const looking = setInterval(look, lookEveryMs);
    document.addEventListener('visibilitychange', look);
    for (const sign of signs) window.addEventListener(sign, touch, { capture: true, passive: true });
    return () => {
      clearInterval(looking);
      document.removeEventListener('visibilitychange', look);
      for (const sign of signs) window.removeEventListener(sign, touch, { capture: true });
    };
  }, [lock, isOn, minutes]);
}
