/** Builds the bench page as the app is built: bundled, minified, workers apart. */
import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('page', import.meta.url));

export async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome123',
      assetsInlineLimit: 0,
      rolldownOptions: { input: ['index.html', 'floor.html', 'sync.html'].map((name) => `${root}/${name}`) },
    },
  });
}
