/** The rows of a query function, as its select makes them. */
export type Row<Q extends (...args: never[]) => { execute(): Promise<readonly unknown[]> }> = Awaited<
  ReturnType<ReturnType<Q>['execute']>
>[number];
