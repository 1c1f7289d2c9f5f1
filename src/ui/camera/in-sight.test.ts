import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { see } from './in-sight.ts';

test('a code that stays in sight is scanned once, and again when it comes back', () => {
  const first = see([], ['milk'], 0);
  expect(first.isNew).toEqual(['milk']);
  const still = see(first.inSight, ['milk'], 1000);
  expect(still.isNew).toEqual([]);
  const flickered = see(see(still.inSight, [], 1500).inSight, ['milk'], 2000);
  expect(flickered.isNew).toEqual([]);
  const back = see(see(flickered.inSight, [], 3000).inSight, ['milk', 'milk'], 3500);
  expect(back.isNew).toEqual(['milk']);
});

test('the next good is scanned while the last one is still in sight', () => {
  const first = see([], ['milk'], 0);
  expect(see(first.inSight, ['milk', 'rice'], 100).isNew).toEqual(['rice']);
});

test('the WASM that is shipped is of the version that the detector was built with', () => {
  const manifest = (name: string) =>
    JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8')) as {
      readonly version: string;
      readonly dependencies?: Readonly<Record<string, string>>;
    };
  expect(manifest('zxing-wasm').version).toBe(manifest('barcode-detector').dependencies?.['zxing-wasm']);
});
