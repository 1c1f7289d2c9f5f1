/**
 * The demo shop of the browser tests, made once: the app is built, a stack
 * comes up, the shop is filled, the stack goes down. What stays is its data
 * directory; each test file opens a copy of it (`own-shop.ts`).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildApp } from '#stack/build-app.ts';
import { seedDemo } from '#stack/demo/seed.ts';
import { startTestStack } from '#tests/support/stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data directory of a stack that is not running. */
    demoShop: string;
  }
}

const log = (line: string) => process.stdout.write(`${line}\n`);

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildApp(log, () => log('Building the app.'));
  const dataDir = await mkdtemp(path.join(tmpdir(), 'flux-demo-shop-'));
  const stack = await startTestStack({ dataDir });
  await seedDemo({ ...stack, itemCount: 300 });
  await stack.stop();
  project.provide('demoShop', dataDir);
  return () => rm(dataDir, { recursive: true, force: true });
}
