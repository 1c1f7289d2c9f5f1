import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { RequestEntry } from './gateway/request-log.ts';

export type Logs = {
  readonly log: (message: string) => void;
  readonly onRequest: (entry: RequestEntry) => void;
};

/** `stack.log` of a data directory, a JSON object a line: `{at, message}` for what happens, `{at, method, path, status, ms}` for a request. */
export function logFile(dataDir: string): Logs {
  mkdirSync(dataDir, { recursive: true });
  const file = createWriteStream(path.join(dataDir, 'stack.log'), { flags: 'a' });
  const write = (entry: object) =>
    void file.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`);
  return { log: (message) => write({ message }), onRequest: write };
}
