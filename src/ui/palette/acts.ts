/** What the screen in sight can do, by name: for the palette, which is on every screen. */
import { useEffect, useLayoutEffect, useRef } from 'react';

export interface Act {
  readonly word: string;
  /** The key that does the same, as it is from the start. */
  readonly key?: string;
  readonly run: () => void;
}

/** False: not now. */
type Maybe = Act | false;

const shown = new Set<() => readonly Maybe[]>();

export function actsNow(): readonly Act[] {
  return [...shown].flatMap((acts) => acts()).filter((act) => act !== false);
}

export function useActs(acts: readonly Maybe[]): void {
  const current = useRef(acts);
  useLayoutEffect(() => {
    current.current = acts;
  });
  useEffect(() => {
    const mine = () => current.current;
    shown.add(mine);
    return () => {
      shown.delete(mine);
    };
  }, []);
}
