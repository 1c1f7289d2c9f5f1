import { useCallback, useSyncExternalStore } from 'react';

export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}

/** Room for a number pad of our own; below it, the phone's own keyboard is better. */
export const wide = '(min-width: 48rem)';
/** A mouse, hence a keyboard: a focused field brings nothing up. */
export const precise = '(pointer: fine)';
