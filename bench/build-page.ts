/** Builds the bench page as the app is built: bundled, minified, workers apart. */
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { sdkWorker } from '#db/sdk-worker.ts';
import { ownVfs } from '#db/vfs/own-vfs-plugin.ts';

const root = fileURLToPath(new URL('page', import.meta.url));

export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    resolve: { alias: sdkWorker },
    plugins: [react(), ownVfs()],
    worker: { format: 'es', plugins: () => [ownVfs()] },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome123',
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: ['index.html', 'floor.html', 'sync.html', 'reports.html'].map((name) => `${root}/${name}`),
      },
    },
  });
}
