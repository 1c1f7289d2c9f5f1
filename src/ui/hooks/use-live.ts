import { useQuery } from '@powersync/react';

interface Executable<Row> {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
  execute(): Promise<Row[]>;
}

export interface Live<Row> {
  readonly rows: readonly Row[];
  /** True until the first answer; afterwards the last one stays on screen. */
  readonly isLoading: boolean;
}

/**
 * Rows that follow the database. No throttle: a sale is on screen a frame
 * after its commit. A query that fails is a bug and goes to the error boundary.
 */
export function useLive<Row>(query: Executable<Row>, throttleMs = 0): Live<Row> {
  const { data, isLoading, error } = useQuery<Row>(query, [], { throttleMs });
  if (error) throw error;
  return { rows: data, isLoading };
}
