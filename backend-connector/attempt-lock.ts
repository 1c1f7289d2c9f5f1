/**
 * One upload pass at a time, whichever tab PowerSync asks: two would send the
 * same records twice (harmless, but it confuses the counts).
 */
import type { Platform } from '#db/platform.ts';

/** Resolves when `work` is done, or without it when `stop` aborts first. */
export async function alone(
  platform: Platform,
  databaseName: string,
  stop: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  let isWorking = false;
  try {
    await platform.withLock(`flux-upload-${databaseName}`, stop, async () => {
      isWorking = true;
      await work();
    });
  } catch (error) {
    if (isWorking || !stop.aborted) throw error;
  }
}
