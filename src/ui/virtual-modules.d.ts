/// <reference types="vite-plugin-pwa/react" />
/// <reference types="vite/client" />

/** From package.json, at build time. */
declare const __APP_VERSION__: string;
/** Of @powersync/web, as installed at build time. */
declare const __SDK_VERSION__: string;
