import type { Pacing } from '#commands/pacing.ts';

/** Longer than this without a breath and a person would feel it. */
const longestMs = 12;

/** Work on the page's own time: it pauses as soon as a frame may be due. */
export function pagePacing(onProgress: Pacing['onProgress'], signal: AbortSignal): Pacing {
  let since = performance.now();
  return {
    onProgress,
    signal,
    async pause() {
      if (performance.now() - since < longestMs) return;
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
      since = performance.now();
    },
  };
}
