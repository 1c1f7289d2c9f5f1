import { useEffect, useState } from 'react';
import type { Bars } from './bars.ts';

type Draw = (code: string) => Bars | null;

/** What draws barcodes, once it is loaded: null until then. */
export function useBars(): Draw | null {
  const [draw, setDraw] = useState<{ readonly barsOf: Draw } | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    import('./bars.ts').then(({ barsOf }) => setDraw({ barsOf }), setCrash);
  }, []);
  if (crash) throw crash;
  return draw?.barsOf ?? null;
}
