/**
 * For the build: lets `database-worker.ts` import the SDK's worker, which the
 * package has as a file and does not export.
 */
import { fileURLToPath } from 'node:url';

export const sdkWorker = {
  '@powersync/web/worker': fileURLToPath(new URL('worker/worker.js', import.meta.resolve('@powersync/web'))),
} as const;
