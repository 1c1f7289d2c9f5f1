import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { sdkWorker } from './src/db/sdk-worker.ts';
import { ownVfs } from './src/db/vfs/own-vfs-plugin.ts';

const versionOf = (packageJson: string) =>
  (JSON.parse(readFileSync(packageJson, 'utf8')) as { version: string }).version;

/** Where the API lives (design section 2): never cached, never answered by the app shell. */
const api = [
  /^\/rest\//,
  /^\/auth\//,
  /^\/sync\//,
  /^\/write-checkpoint2\.json/,
  /^\/config\.json/,
  /^\/healthz?/,
];

/**
 * The SDK carries builds of SQLite that this app never opens (encryption, three
 * other file systems). Each would be downloaded by every till at installation.
 */
function leaveOut(unused: RegExp): Plugin {
  const id = '\0left-out';
  return {
    name: 'flux:leave-out',
    enforce: 'pre',
    resolveId: (source) => (unused.test(source) ? id : undefined),
    load: (source) =>
      source === id
        ? `const leftOut = () => { throw new Error('not part of this build'); };
           export default leftOut;
           export const AccessHandlePoolVFS = leftOut, OPFSWriteAheadVFS = leftOut;`
        : undefined,
  };
}
const unusedStorage = () => leaveOut(/mc-wa-sqlite|AccessHandlePoolVFS\.js$|OPFSWriteAheadVFS\.js$/);

/**
 * Of what `main.ts` imports the page would learn only when that line runs:
 * named in the page, it is fetched and compiled from the beginning.
 */
function preloadApp(): Plugin {
  const names = ['app', 'start'];
  return {
    name: 'flux:preload-app',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const later = Object.values(bundle).filter(
          (file) => file.type === 'chunk' && file.isDynamicEntry && names.includes(file.name),
        );
        const files = later.flatMap((file) => [file.fileName, ...('imports' in file ? file.imports : [])]);
        return [...new Set(files)].map((file) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

export default defineConfig({
  define: {
    __APP_VERSION__: JSON.stringify(versionOf('package.json')),
    __SDK_VERSION__: JSON.stringify(versionOf('node_modules/@powersync/web/package.json')),
  },
  plugins: [
    react(),
    tailwindcss(),
    ownVfs(),
    unusedStorage(),
    preloadApp(),
    VitePWA({
      registerType: 'prompt',
      injectRegister: false,
      includeAssets: ['theme.js', 'logo.svg'],
      manifest: {
        id: '/',
        name: 'Flux',
        short_name: 'Flux',
        description: 'A till that keeps selling when the network does not.',
        start_url: '/sell',
        scope: '/',
        display: 'standalone',
        theme_color: '#0b5d4b',
        background_color: '#f6f5f0',
        categories: ['business', 'productivity'],
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          { src: '/logo.svg', sizes: 'any', type: 'image/svg+xml' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,wasm,woff2,svg,png}'],
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: api,
        cleanupOutdatedCaches: true,
        // Of the very first page too: what it has not loaded yet must be there once the network is gone.
        clientsClaim: true,
        importScripts: ['/background-sync.js'],
      },
    }),
  ],
  resolve: { alias: sdkWorker },
  optimizeDeps: { exclude: ['@powersync/web', '@journeyapps/wa-sqlite'] },
  worker: {
    format: 'es',
    plugins: () => [ownVfs(), unusedStorage()],
    // One file: split, a start would fetch SQLite's parts one after the other.
    rolldownOptions: { output: { codeSplitting: false } },
  },
  build: {
    target: ['chrome123', 'safari17.5', 'firefox128'],
    // The server's policy allows no `data:` fonts or scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
