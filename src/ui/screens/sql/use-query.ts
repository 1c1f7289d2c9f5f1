import { useRef, useState } from 'react';
import type { QueryEnd, SqlQuery, SqlRow, Workbench } from '#schema/workbench.ts';

export interface QueryResult {
  readonly query: SqlQuery;
  /** Where the statement begins in the editor's text. */
  readonly at: number;
  readonly columns: readonly string[];
  readonly rows: readonly SqlRow[];
  /** Null while more may come. */
  readonly end: QueryEnd | null;
}

export interface Running {
  readonly result: QueryResult | null;
  readonly isRunning: boolean;
  readonly run: (query: SqlQuery, at: number) => void;
  /** Something else that takes the worker. */
  readonly during: <T>(work: () => Promise<T>) => Promise<T>;
}

export function useQuery(bench: Workbench | null): Running {
  const [result, setResult] = useState<QueryResult | null>(null);
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  if (failure !== null) throw failure;
  const during = async <T>(work: () => Promise<T>): Promise<T> => {
    if (busy.current) throw new Error('Something runs already.');
    busy.current = true;
    setRunning(true);
    try {
      return await work();
    } finally {
      busy.current = false;
      setRunning(false);
    }
  };
  const run = (query: SqlQuery, at: number) => {
    if (!bench || busy.current) return;
    let now: QueryResult = { query, at, columns: [], rows: [], end: null };
    const rows: SqlRow[] = [];
    const show = (change: Partial<QueryResult>) => setResult((now = { ...now, ...change }));
    show({});
    during(async () => {
      const end = await bench.run(query, {
        columns: (columns) => show({ columns }),
        rows(some) {
          rows.push(...some);
          // The first are shown at once; of many the rest when all are there.
          if (now.rows.length === 0) show({ rows: [...rows] });
        },
      });
      show({ rows, end });
    }).catch(setFailure);
  };
  return { result, isRunning, run, during };
}
