/**
 * The SDK's database worker, which does not wait for its first message to
 * fetch and compile SQLite: V8 hands the module to whoever compiles the same
 * bytes in this process while it is held.
 */
import sqliteUrl from '@journeyapps/wa-sqlite/dist/wa-sqlite.wasm?url';
import '@powersync/web/worker';

export const compiled = WebAssembly.compileStreaming(fetch(sqliteUrl));
// The SDK compiles it for itself, and says what failed.
compiled.catch(() => undefined);
