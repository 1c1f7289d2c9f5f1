import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { usePowerSync } from '@powersync/react';
import { LiveQuery, type Executable, type LiveState } from '#queries/live-query.ts';

export type Live<Row> = Omit<LiveState<Row>, 'error'>;

/**
 * Rows that follow the database. No throttle: a sale is on screen a frame
 * after its commit. A query that fails is a bug and goes to the error boundary.
 */
export function useLive<Row>(query: Executable<Row>, throttleMs = 0): Live<Row> {
  const power = usePowerSync();
  const [live] = useState(() => new LiveQuery<Row>(power));
  const { sql, parameters } = query.compile();
  const text = JSON.stringify([sql, parameters]);
  const current = useRef(query);
  useEffect(() => {
    current.current = query;
  });
  useEffect(() => live.follow(current.current, throttleMs), [live, text, throttleMs]);
  const subscribe = useCallback((listener: () => void) => live.subscribe(listener), [live]);
  const state = useSyncExternalStore(subscribe, () => live.state);
  if (state.error) throw state.error;
  return state;
}
