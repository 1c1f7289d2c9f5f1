/**
 * The world of the browser tests, once for all of them: the built app on a
 * whole stack with a small demo shop. Each test file reaches it through a
 * proxy of its own, so each has an origin and a network to itself.
 */
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildApp } from '#stack/build-app.ts';
import { places } from '#stack/config.ts';
import { seedDemo } from '#stack/demo/seed.ts';
import { startTestStack } from '#tests/support/stack.ts';

declare module 'vitest' {
  interface ProvidedContext {
    shopPort: number;
    shopDatabaseUri: string;
    /** A link to the folder that is served: `deploy` points it at another build. */
    shopDist: string;
  }
}

const log = (line: string) => process.stdout.write(`${line}\n`);

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildApp(log, () => log('Building the app.'));
  const dir = await mkdtemp(path.join(tmpdir(), 'flux-shop-'));
  const dist = path.join(dir, 'dist');
  await deploy(dist, places.dist);
  const stack = await startTestStack({ distDir: dist });
  await seedDemo({ ...stack, itemCount: 300 });
  project.provide('shopPort', stack.port);
  project.provide('shopDatabaseUri', stack.databaseUri);
  project.provide('shopDist', dist);
  return async () => {
    await stack.stop();
    await rm(dir, { recursive: true, force: true });
  };
}

/** What visitors get from now on; in one step, as a deployment should be. */
export async function deploy(shopDist: string, build: string): Promise<void> {
  await symlink(build, `${shopDist}.next`);
  await rename(`${shopDist}.next`, shopDist);
}
