const longestMs = 1000;

/** Until the page has nothing better to do; on a page that is always busy, a second. */
export function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    // Safari has no idle callbacks: a pause that lets a click and a frame through.
    if (typeof requestIdleCallback === 'function')
      requestIdleCallback(() => resolve(), { timeout: longestMs });
    else setTimeout(resolve, 20);
  });
}
