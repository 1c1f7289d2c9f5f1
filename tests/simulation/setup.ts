/**
 * One migrated database for all files: each opens a copy of it. It is kept for
 * the next time under what it was made of.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { makeDatabase, sourcesOfDatabase } from './postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file. */
    migratedDatabase: string;
  }
}

const cache = path.resolve('node_modules/.cache/flux-simulation');

export default async function setup(project: TestProject): Promise<void> {
  const sources = await sourcesOfDatabase();
  const file = path.join(cache, `${createHash('sha256').update(sources.join('\n')).digest('hex')}.tar`);
  if (!existsSync(file)) {
    await mkdir(cache, { recursive: true });
    const made = await makeDatabase(sources);
    await writeFile(`${file}.part`, new Uint8Array(await made.arrayBuffer()));
    await rename(`${file}.part`, file);
  }
  project.provide('migratedDatabase', file);
}
