import { expect, test } from 'vitest';
import { keyNameOf } from './use-hotkeys.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test('keys by name: alone as they are, with Ctrl (of a Mac: command) or Alt in one order', () => {
  expect(keyNameOf({ ...none, key: 'F9' })).toBe('F9');
  expect(keyNameOf({ ...none, key: '?', shiftKey: true })).toBe('?');
  expect(keyNameOf({ ...none, key: 'z', ctrlKey: true })).toBe('Ctrl+Z');
  expect(keyNameOf({ ...none, key: 'z', metaKey: true })).toBe('Ctrl+Z');
  expect(keyNameOf({ ...none, key: 'P', altKey: true, shiftKey: true })).toBe('Alt+Shift+P');
});
