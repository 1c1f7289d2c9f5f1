import { expect, test } from 'vitest';
import { keyFault, keyOf, meantBy, readKeyMap, shortcuts, withKey } from './key-map.ts';

test('every shortcut has a key of its own that a till may use', () => {
  expect(shortcuts.map(({ key }) => keyFault({}, key, key))).toEqual(shortcuts.map(() => null));
});

test('a key given to another act means that act, and the old key nothing', () => {
  const map = withKey({}, 'F9', 'F1');
  expect(meantBy(map, 'F1')).toBe('F9');
  expect(meantBy(map, 'F9')).toBeNull();
  expect(keyOf(map, 'F9')).toBe('F1');
  expect(meantBy(map, 'Escape')).toBe('Escape');
  expect(withKey(map, 'F9', 'F9')).toEqual({});
});

test('a key that was freed can be given to another act', () => {
  const map = withKey(withKey({}, 'F9', 'F1'), 'F10', 'F9');
  expect(meantBy(map, 'F9')).toBe('F10');
  expect(meantBy(map, 'F10')).toBeNull();
});

test('a key of another act is refused by name; so is what is typed, or the browser keeps', () => {
  expect(keyFault({}, 'F9', 'F10')).toMatchObject({ kind: 'taken', by: { key: 'F10' } });
  expect(keyFault({ F10: 'F1' }, 'F9', 'F1')).toMatchObject({ kind: 'taken', by: { key: 'F10' } });
  expect(keyFault({}, 'F9', '7')).toEqual({ kind: 'typed' });
  expect(keyFault({}, 'F9', 'Escape')).toEqual({ kind: 'typed' });
  expect(keyFault({}, 'F9', 'F5')).toEqual({ kind: 'browser' });
  expect(keyFault({}, 'F9', 'Ctrl+W')).toEqual({ kind: 'browser' });
  expect(keyFault({}, 'F9', 'Alt+P')).toBeNull();
});

test('what is kept is read; what is damaged leaves the keys as they were', () => {
  expect(readKeyMap('{"F9":"F1","F99":"F2","F8":3}')).toEqual({ F9: 'F1' });
  expect(readKeyMap('null')).toEqual({});
  expect(readKeyMap('{')).toEqual({});
  expect(readKeyMap(null)).toEqual({});
});
