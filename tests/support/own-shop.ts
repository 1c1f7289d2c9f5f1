/**
 * The world of one browser test file: a copy of the demo shop on a stack of its
 * own, so no file finds what another has sold, changed or broken. Importing it
 * opens the shop before the file's first hook and closes it after its last.
 */
import { mkdtemp, rename, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { places } from '#stack/config.ts';
import { startDevice, type Device, type DeviceOptions } from '#tests/support/browser.ts';
import { startFaultProxy, type FaultProxy } from '#tests/support/fault-proxy.ts';
import { copyDataDir } from '#tests/support/data-dir.ts';
import { shopIsAt } from '#tests/support/shop-database.ts';
import { servicesFromEnvironment } from '#tests/support/given-stack.ts';
import { startTestStack, type TestStack } from '#tests/support/stack.ts';
import { setUpTill } from '#tests/support/till-page.ts';

const opened: { close(): Promise<void> }[] = [];
let dir: string;
let stack: TestStack;

beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'flux-shop-'));
  const dataDir = path.join(dir, 'data');
  if (!servicesFromEnvironment()) await copyDataDir(inject('demoShop'), dataDir);
  await deploy(places.dist);
  stack = await startTestStack({ dataDir, distDir: path.join(dir, 'dist') });
  shopIsAt(stack.databaseUri);
});
afterAll(async () => {
  for (const one of opened.toReversed()) await one.close();
  await stack.stop();
  await rm(dir, { recursive: true, force: true });
});

/** What visitors get from now on; in one step, as a deployment should be. */
export async function deploy(build: string): Promise<void> {
  const dist = path.join(dir, 'dist');
  await symlink(build, `${dist}.next`);
  await rename(`${dist}.next`, dist);
}

/** A network between devices and the shop, which a test can cut; closed with the shop. */
export async function startNetwork(): Promise<FaultProxy> {
  const network = await startFaultProxy(`http://localhost:${stack.port}`);
  opened.push(network);
  return network;
}

/** A device on a network of its own (or on this one), both closed with the shop; of this person and ready to sell, or empty. */
export async function newTill(
  login: string | null,
  { on, ...options }: DeviceOptions & { readonly on?: FaultProxy } = {},
): Promise<{ network: FaultProxy; device: Device }> {
  const network = on ?? (await startNetwork());
  const device = await startDevice(network.url, options);
  opened.push(device);
  if (login !== null) await setUpTill(device.page, login);
  return { network, device };
}
