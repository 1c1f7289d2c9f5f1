import { useCallback, useRef, useState } from 'react';
import { masterIds, type MasterQuestion } from '#queries/masters.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface Marks {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (index: number, id: string) => void;
  /** All from the row that was marked last to this one. */
  readonly extendTo: (index: number) => void;
  readonly markAll: () => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** The rows that somebody has marked. They stay marked while other rows are looked for. */
export function useMarks(question: MasterQuestion): Marks {
  const { read } = useShop().till.db;
  const [ids, setIds] = useState(none);
  const last = useRef(0);
  const add = useCallback(
    (span?: { readonly limit: number; readonly offset: number }) => {
      masterIds(read, question, span)
        .execute()
        .then((found) => setIds((known) => new Set([...known, ...found.map(({ id }) => id)])))
        .catch(reportTrouble);
    },
    [read, question],
  );
  const toggle = useCallback((index: number, id: string) => {
    last.current = index;
    setIds((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);
  const extendTo = useCallback(
    (index: number) => {
      const offset = Math.min(last.current, index);
      const limit = Math.abs(last.current - index) + 1;
      last.current = index;
      add({ limit, offset });
    },
    [add],
  );
  return {
    ids,
    toggle,
    extendTo,
    markAll: useCallback(() => add(), [add]),
    clear: useCallback(() => setIds(none), []),
  };
}
