/**
 * For the build, not of the app: whoever asks for the SDK's file system gets ours, which wraps
 * it. A bundle that has the SDK's storage and did not ask fails the build: the
 * till would store on a file system that nobody has tested.
 */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ours = fileURLToPath(new URL('own-coop-sync.ts', import.meta.url));
const upstream = /\/OPFSCoopSyncVFS\.js$/;
const sdkStorage = /@powersync\/web\/.*\/(vfs|worker)\.js$/;

export function ownVfs(): Plugin {
  let isUsed = false;
  let hasSdkStorage = false;
  return {
    name: 'flux:own-vfs',
    enforce: 'pre',
    resolveId(source, importer) {
      // Ours alone gets the original.
      if (!upstream.test(source) || importer === ours) return undefined;
      isUsed = true;
      return ours;
    },
    moduleParsed({ id }) {
      hasSdkStorage ||= sdkStorage.test(id);
    },
    buildEnd(error) {
      if (error || isUsed || !hasSdkStorage) return;
      this.error('@powersync/web no longer asks for OPFSCoopSyncVFS.js: src/db/vfs would be left out.');
    },
  };
}
