import { expect, test } from 'vitest';
import { toMirror, toRestore } from './durable-storage.ts';

const values = (of: Record<string, string | null>) => new Map(Object.entries(of));

test.each([
  ['localStorage was lost', {}, { profile: 'me' }, { profile: 'me' }, {}],
  ['localStorage is behind', { profile: 'old' }, { profile: 'new' }, { profile: 'new' }, {}],
  ['localStorage did not write that it is gone', { profile: 'me' }, { profile: null }, { profile: null }, {}],
  ['there was no mirror yet', { profile: 'me' }, {}, {}, { profile: 'me' }],
  ['both agree', { profile: 'me', config: 'c' }, { profile: 'me', config: 'c', device: null }, {}, {}],
])('%s', (_, local, kept, restored, mirrored) => {
  expect(toRestore(values(local), values(kept))).toEqual(values(restored));
  expect(toMirror(values(local), values(kept))).toEqual(values(mirrored));
});
