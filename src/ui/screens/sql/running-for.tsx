import { useState } from 'react';
import { useClock } from './copy-age.tsx';

/** For how long a query has been running, shown once that is worth a word. */
export function RunningFor() {
  const [startMs] = useState(() => Date.now());
  const passed = Math.max(0, Math.floor((useClock(500) - startMs) / 1000));
  return <p className="num text-soft">{passed > 0 ? `${passed} s` : ''}</p>;
}
