import { expect, test } from 'vitest';
import type { DurableStore } from '#db/platform.ts';
import { loadConfig } from './config.ts';

function store(values = new Map<string, string>()): DurableStore {
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    durable: () => Promise.resolve(),
  };
}
const config = (supabaseUrl: string, powersyncUrl = supabaseUrl) => ({
  supabaseUrl,
  powersyncUrl,
  supabaseAnonKey: 'key',
});
const load = (answer: unknown, storage = store()) =>
  loadConfig({ fetch: async () => Response.json(answer), storage });

test.each(['https://shop.supabase.co', 'http://localhost:54321', 'http://127.0.0.1:1', 'http://[::1]:1'])(
  '[R12-7] %s is taken',
  async (url) => expect(await load(config(url))).toEqual(config(url)),
);

test.each([
  'http://shop.supabase.co',
  'http://192.168.1.5:54321',
  'ftp://localhost',
  'http://localhost.evil.example',
])('[R12-7] %s is refused, whichever of the two it is, and not remembered', async (url) => {
  const storage = store();
  expect(await load(config(url), storage)).toBeNull();
  expect(await load(config('https://shop.supabase.co', url), storage)).toBeNull();
  expect(storage.getItem('flux.config')).toBeNull();
});

test('without an answer the last good one counts', async () => {
  const storage = store();
  const good = config('https://shop.supabase.co');
  await load(good, storage);
  const offline = { fetch: () => Promise.reject(new TypeError('offline')), storage };
  expect(await loadConfig(offline)).toEqual(good);
  expect(await loadConfig({ ...offline, storage: store() })).toBeNull();
});

test('an address that an older build took opens the till, whatever the new one is', async () => {
  const older = config('http://10.0.0.5:5173');
  const storage = store(new Map([['flux.config', JSON.stringify(older)]]));
  expect(await load(older, storage)).toEqual(older);
});
