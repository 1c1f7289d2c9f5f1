/** An alias of the build (`sdk-worker.ts`). */
declare module '@powersync/web/worker';
