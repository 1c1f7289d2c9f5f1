/** How long work is done without holding up the page: some at a time, with a breath in between. */
export interface Pacing {
  /** Until the page has time. */
  readonly pause: () => Promise<void>;
  /** Rows of all rows. */
  readonly onProgress: (done: number, total: number) => void;
  /** Ends it at the next breath; what is done stays done. */
  readonly signal: AbortSignal;
}
