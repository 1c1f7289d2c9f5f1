import { useSyncExternalStore } from 'react';
import type { LockView, TillLock } from '#commands/till-lock.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Whether somebody stands at the till, and who has a PIN here. */
export function useLock(): LockView & { readonly lock: TillLock } {
  const { lock } = useShop();
  return { lock, ...useSyncExternalStore(lock.subscribe, lock.view) };
}
