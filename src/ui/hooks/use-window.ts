import { useCallback, useState } from 'react';
import type { Executable } from '#queries/live-query.ts';
import { useLive } from '#ui/hooks/use-live.ts';

const page = 100;

interface Span {
  readonly limit: number;
  readonly offset: number;
}

/** A row with its place in the whole list: while a window is read, the rows of the last one are still on screen. */
interface Placed<Row> {
  readonly row: Row;
  readonly index: number;
}

/** A list of any length, of which only the rows around those in sight are read. */
export function useWindow<Row>(
  pageOf: (span: Span) => Executable<Row>,
  countOf: Executable<{ readonly count: number }>,
) {
  const [first, setFirst] = useState(0);
  const offset = Math.max(0, (Math.floor(first / page) - 1) * page);
  const read = pageOf({ limit: 3 * page, offset });
  const { rows, isLoading } = useLive<Placed<Row>>(
    {
      compile: () => read.compile(),
      execute: async () => (await read.execute()).map((row, at) => ({ row, index: offset + at })),
    },
    16,
  );
  const [counted] = useLive(countOf, 250).rows;
  const start = rows[0]?.index ?? 0;
  return {
    total: counted?.count ?? 0,
    isLoading: isLoading || counted === undefined,
    row: (index: number): Row | undefined => rows[index - start]?.row,
    onWindow: useCallback((from: number) => setFirst(from), []),
  };
}
