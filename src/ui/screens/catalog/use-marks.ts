import { useCallback, useState } from 'react';
import { masterIds, type MasterQuestion, type Span } from '#queries/masters.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface Marks {
  readonly ids: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  /** Both ends too, in either order. */
  readonly addRange: (from: number, to: number) => void;
  readonly markAll: () => void;
  readonly clear: () => void;
}

const none: ReadonlySet<string> = new Set();

/** The rows that somebody has marked. They stay marked while other rows are looked for. */
export function useMarks(question: MasterQuestion): Marks {
  const { read } = useShop().till.db;
  const [ids, setIds] = useState(none);
  const add = useCallback(
    (span?: Span) => {
      masterIds(read, question, span)
        .execute()
        .then((found) => setIds((known) => new Set([...known, ...found.map(({ id }) => id)])))
        .catch(reportTrouble);
    },
    [read, question],
  );
  const toggle = useCallback(
    (id: string) =>
      setIds((known) => {
        const next = new Set(known);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const addRange = useCallback(
    (from: number, to: number) => add({ limit: Math.abs(from - to) + 1, offset: Math.min(from, to) }),
    [add],
  );
  return {
    ids,
    toggle,
    addRange,
    markAll: useCallback(() => add(), [add]),
    clear: useCallback(() => setIds(none), []),
  };
}
