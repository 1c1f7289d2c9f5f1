import { expect, test } from 'vitest';
import { ItemIndex, type Findable } from './item-index.ts';

function item(name: string, barcode: string | null = null, is_archived: 0 | 1 = 0): Findable {
  return { name, barcode, is_archived };
}

function indexOf(...shelves: readonly Findable[][]): ItemIndex<Findable> {
  const index = new ItemIndex<Findable>();
  for (const items of shelves) index.add(items);
  return index;
}

const names = (found: readonly Findable[]) => found.map(({ name }) => name);

test('all words of the text, in any order and case, over all shelves', () => {
  const index = indexOf(
    [item('Black Tea'), item('Crème FRAÎCHE')],
    [item('Tea, green'), item('Teapot, black')],
  );
  expect(names(index.named('tea', 9))).toEqual(['Tea, green', 'Teapot, black', 'Black Tea']);
  expect(names(index.named(' BLACK  tea ', 9))).toEqual(['Black Tea', 'Teapot, black']);
  expect(names(index.named('fraîche CRÈME', 9))).toEqual(['Crème FRAÎCHE']);
  expect(names(index.named('creme', 9))).toEqual([]);
});

test('a name that begins with the first word comes before one with it further on, and that before one that only contains it', () => {
  const index = indexOf(
    [item('Almond milk'), item('Buttermilk'), item('Choc milk 1l'), item('Milk 2l')],
    [item('milkshake'), item('Oatmilk'), item('Oat drink, milk free'), item('Buttermilk, milky')],
  );
  const all = [
    'Milk 2l',
    'milkshake',
    'Almond milk',
    'Choc milk 1l',
    'Oat drink, milk free',
    'Buttermilk, milky',
    'Buttermilk',
    'Oatmilk',
  ];
  for (let limit = 0; limit < 10; limit += 1)
    expect(names(index.named('MILK', limit)), String(limit)).toEqual(all.slice(0, limit));
  expect(names(index.named('milk oat', 9))).toEqual(['Oat drink, milk free', 'Oatmilk']);
  expect(names(index.named('oat milk', 9))).toEqual(['Oatmilk', 'Oat drink, milk free']);
});

test('no words find all, and never more than asked for', () => {
  const index = indexOf([item('A'), item('')], [item('B'), item('C')]);
  expect(names(index.named('', 9))).toEqual(['A', '', 'B', 'C']);
  expect(names(index.named(' ', 3))).toEqual(['A', '', 'B']);
  expect(index.named('a', 0)).toEqual([]);
  expect(indexOf().named('', 9)).toEqual([]);
});

test('a word is not found across two names, nor twice in one', () => {
  const index = indexOf([item('choco'), item('late'), item('milk milk')]);
  expect(index.named('chocolate', 9)).toEqual([]);
  expect(names(index.named('milk', 9))).toEqual(['milk milk']);
});

test('a barcode finds the first that has it in any of its forms; only so is an archived item found', () => {
  const [live, old] = [item('New', '036000291452'), item('Old', '0036000291452', 1)];
  const index = indexOf([item('None'), live], [old]);
  expect(index.size).toBe(3);
  expect(index.withBarcode(['0036000291452', '036000291452'])).toBe(live);
  expect(index.withBarcode(['0036000291452'])).toBe(old);
  expect(index.withBarcode(['1'])).toBeUndefined();
  expect(index.named('old', 9)).toEqual([]);
});
