/**
 * What `work` gives, or `otherwise` as soon as `stop` aborts. What lies below a
 * pass of upload (fetch, supabase-js and its locks) may ignore the signal or
 * never settle; the pass ends all the same, and what comes later counts for
 * nothing.
 */
export async function unlessStopped<T>(work: Promise<T>, stop: AbortSignal, otherwise: T): Promise<T> {
  if (stop.aborted) {
    work.catch(() => undefined);
    return otherwise;
  }
  const ended = new AbortController();
  const stopped = new Promise<T>((resolve) => {
    stop.addEventListener('abort', () => resolve(otherwise), { signal: ended.signal });
  });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    ended.abort();
  }
}
