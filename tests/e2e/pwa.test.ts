import { see } from '#tests/support/see.ts';
import { beforeAll, expect, test } from 'vitest';
import type { Device } from '#tests/support/browser.ts';
import { storedFiles } from '#tests/support/device-database.ts';
import type { FaultProxy } from '#tests/support/fault-proxy.ts';
import { goods } from '#tests/support/server-side.ts';
import { newTill } from '#tests/support/own-shop.ts';
import {
  canSell,
  expectPending,
  go,
  PASSWORD,
  sellByKeys,
  setUpTill,
  signInIfAsked,
  signOutWith,
} from '#tests/support/till-page.ts';

let network: FaultProxy;
let device: Device;
/** Every address that the device went to or asked for. */
const addresses: string[] = [];

beforeAll(async () => {
  ({ network, device } = await newTill(null));
  device.context.on('request', (request) => void addresses.push(request.url()));
  await setUpTill(device.page, 'cashier');
  // One whole flow, for what may not be found afterwards.
  await sellByKeys(device.page, [(await goods('piece', 1, 19))[0]!.barcode]);
  await expectPending(device.page, 0);
  for (const screen of ['Sales', 'Stock', 'Sync', 'Settings', 'Sell'] as const) await go(device.page, screen);
});

interface Manifest {
  readonly name: string;
  readonly display: string;
  readonly start_url: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly purpose?: string }[];
}

test('the app can be installed: a manifest, and icons of the sizes that it names', async () => {
  const { page } = device;
  const href = await page.locator('link[rel=manifest]').getAttribute('href');
  const response = await page.request.get(href ?? '');
  expect(response.headers()['content-type']).toContain('application/manifest+json');
  const manifest = (await response.json()) as Manifest;
  expect(manifest).toMatchObject({ name: 'Flux', display: 'standalone', start_url: '/sell' });
  const sizes = manifest.icons.map((icon) => icon.sizes);
  expect(sizes).toEqual(expect.arrayContaining(['192x192', '512x512']));
  expect(manifest.icons.some((icon) => icon.purpose?.includes('maskable'))).toBe(true);
  for (const icon of manifest.icons) {
    const width = await page.evaluate(async (src) => {
      const image = new Image();
      image.src = src;
      await image.decode();
      return image.naturalWidth;
    }, icon.src);
    if (icon.sizes === 'any') expect(width).toBeGreaterThan(0);
    else expect(width).toBe(Number(icon.sizes.split('x')[0]));
  }
});

test('[R10.3-5] before the page was ever loaded anew, a screen that was never opened comes from the service worker', async () => {
  const { page } = device;
  // What another engine or a slow line has not fetched ahead is asked for at the worker.
  expect(await page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  network.cut();
  await go(page, 'Catalog');
  await page.getByRole('link', { name: 'Labels' }).click();
  await see(page.getByRole('heading', { level: 1, name: 'Labels' })).toBeVisible();
  network.heal();
});

test('[T115] [R10.3-5] cold, killed and without a network: every address opens from the service worker', async () => {
  network.cut();
  await device.kill();
  await device.restart();
  for (const [address, title] of [
    ['/sales', 'Sales'],
    ['/stock', 'Stock on hand'],
    ['/queue', 'Sync'],
    ['/settings', 'Settings'],
    ['/', 'Sell'],
  ] as const) {
    await device.page.goto(address);
    await see(device.page.getByRole('heading', { level: 1, name: title })).toBeAttached({ timeout: 20_000 });
    expect(await device.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  }
  network.heal();
  await canSell(device.page);
  await signInIfAsked(device.page, 'cashier');
});

test('[T115] the cache holds the app, and nothing of the API', async () => {
  const cached = await device.page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = await Promise.all(caches_.map((cache) => cache.keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(cached).toEqual(expect.arrayContaining(['/index.html', '/manifest.webmanifest']));
  expect(cached.some((path) => path.endsWith('.wasm'))).toBe(true);
  expect(cached.filter((path) => /^\/(rest|auth|sync|config|write-checkpoint|healthz)/.test(path))).toEqual(
    [],
  );
});

/** All that a browser keeps for the page but localStorage, as text; binary as one character a byte. */
async function everythingStored(): Promise<{ place: string; text: string }[]> {
  const inPage = await device.page.evaluate(async () => {
    const found: { place: string; text: string }[] = [
      { place: 'sessionStorage', text: JSON.stringify(Object.entries(sessionStorage)) },
      { place: 'cookies', text: document.cookie },
    ];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        const text = (await (await cache.match(request))?.text()) ?? '';
        found.push({ place: `cache ${request.url}`, text });
      }
    }
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? '');
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(request.error ?? new Error('closed')));
      });
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.addEventListener('success', () => resolve(request.result as unknown[]));
        });
        found.push({ place: `IndexedDB ${name}.${store}`, text: JSON.stringify(rows) });
      }
      database.close();
    }
    return found;
  });
  const files = await storedFiles(device.page);
  return [
    ...inPage,
    ...files.map(({ name, bytes }) => ({ place: `OPFS ${name}`, text: bytes.toString('latin1') })),
  ];
}

test('[T114] [R12-1] [R12-2] no password is stored, and a token in one place only; after signing out, nowhere', async () => {
  const local = await device.page.evaluate(
    () => Object.fromEntries(Object.entries(localStorage)) as Record<string, string>,
  );
  const session = JSON.parse(local['flux.session'] ?? '{}') as {
    access_token: string;
    refresh_token: string;
  };
  const secrets = [session.access_token, session.refresh_token, PASSWORD];
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(8);
  const places = [
    ...Object.entries(local).map(([key, text]) => ({ place: `localStorage ${key}`, text })),
    ...(await everythingStored()),
  ];
  expect(places.some(({ place, text }) => place.startsWith('OPFS') && text.includes('SQLite format 3'))).toBe(
    true,
  );
  const found = places.flatMap(({ place, text }) =>
    secrets.filter((secret) => text.includes(secret)).map(() => place),
  );
  expect(found).toEqual(['localStorage flux.session', 'localStorage flux.session']);
  expect(addresses.length).toBeGreaterThan(20);
  expect(addresses.filter((address) => secrets.some((secret) => address.includes(secret)))).toEqual([]);

  await expectPending(device.page, 0);
  await go(device.page, 'Settings');
  await device.page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await signOutWith(
    device.page,
    device.page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }),
  );
  const left = [
    { place: 'localStorage', text: await device.page.evaluate(() => JSON.stringify(localStorage)) },
    ...(await everythingStored()),
  ];
  const personal = [...secrets, 'cashier@flux.example'];
  expect(
    left.filter(({ text }) => personal.some((secret) => text.includes(secret))).map(({ place }) => place),
  ).toEqual([]);
});

test('[T111] nothing in the flow breaks the content security policy, and the policy bites', async () => {
  expect(device.problems).toEqual([]);
  const { page } = device;
  await page.goto('/sell');
  const policy = (await page.request.get('/')).headers()['content-security-policy'];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|script-src[^;]*(data|blob):/);
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.wasRun = true';
    document.body.append(script);
  });
  expect(await page.evaluate(() => 'wasRun' in window)).toBe(false);
  await see.poll(() => device.problems.length).toBe(1);
});
