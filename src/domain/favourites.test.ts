import { expect, test } from 'vitest';
import {
  mostFavourites,
  moveFavourite,
  readFavourites,
  withFavourite,
  withoutFavourite,
} from './favourites.ts';

test('what is kept as text is read; what is damaged is no favourites, not a crash', () => {
  expect(readFavourites('["a","b","a"]')).toEqual(['a', 'b']);
  expect(readFavourites(null)).toEqual([]);
  expect(readFavourites('{"a":1}')).toEqual([]);
  expect(readFavourites('["a"')).toEqual([]);
  expect(readFavourites('["a",1,null]')).toEqual(['a']);
});

test('each is there once, no more than are found at a glance', () => {
  expect(withFavourite(['a'], 'b')).toEqual(['a', 'b']);
  expect(withFavourite(['a'], 'a')).toEqual(['a']);
  const full = Array.from({ length: mostFavourites }, (_, n) => String(n));
  expect(withFavourite(full, 'one more')).toEqual(full);
  expect(withoutFavourite(['a', 'b'], 'a')).toEqual(['b']);
});

test('moved by one place, and not over the edge', () => {
  expect(moveFavourite(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c']);
  expect(moveFavourite(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moveFavourite(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
  expect(moveFavourite(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
  expect(moveFavourite(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});
