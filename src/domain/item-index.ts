/**
 * Items in memory, found by barcode or by words of the name. It is given the
 * items in the order in which lists show them, archived ones last, and keeps it
 * among hits of one rank (`search-rank.ts`).
 *
 * The names of each `add` are kept as one text, so that a search is a few runs
 * through long texts (0.5 ms for 50,000 names) and not one call for each name:
 *
 *   text    rice 1kg⏎milk 1l⏎olive oil⏎
 *   starts  0        9       17        27
 */
import { fold } from './letter-case.ts';
import { rankOf } from './search-rank.ts';
import { searchWords } from './search-words.ts';

export interface Findable {
  readonly name: string;
  readonly barcode: string | null;
  readonly is_archived: 0 | 1;
}

interface Shelf<Item> {
  readonly items: readonly Item[];
  readonly text: string;
  /** Where each name starts, and where the text ends. */
  readonly starts: readonly number[];
}

export class ItemIndex<Item extends Findable> {
  readonly #items: Item[] = [];
  readonly #placeOfBarcode = new Map<string, number>();
  readonly #shelves: Shelf<Item>[] = [];

  get size(): number {
    return this.#items.length;
  }

  /** The next items in order. */
  add(items: readonly Item[]): void {
    for (const item of items) {
      const place = this.#items.push(item) - 1;
      if (item.barcode !== null && !this.#placeOfBarcode.has(item.barcode))
        this.#placeOfBarcode.set(item.barcode, place);
    }
    const shown = items.filter((item) => item.is_archived === 0);
    if (shown.length > 0) this.#shelves.push(shelfOf(shown));
  }

  /** The first item that has one of these barcodes; archived ones too. */
  withBarcode(forms: readonly string[]): Item | undefined {
    return this.#items[Math.min(...forms.map((form) => this.#placeOfBarcode.get(form) ?? Infinity))];
  }

  /** The first items whose names contain all words of the text. */
  named(text: string, limit: number): readonly Item[] {
    const words = searchWords(text).map(fold);
    if (words.length === 0) return this.#all(limit);
    const byRank: Found<Item> = [[], [], []];
    for (const shelf of this.#shelves) {
      if (byRank[0].length >= limit) break;
      collect(shelf, words, limit, byRank);
    }
    return byRank.flat().slice(0, limit);
  }

  #all(limit: number): readonly Item[] {
    const found: Item[] = [];
    for (const { items } of this.#shelves) {
      if (found.length >= limit) break;
      found.push(...items.slice(0, limit - found.length));
    }
    return found;
  }
}

/** The first of each rank. */
type Found<Item> = readonly [Item[], Item[], Item[]];

function shelfOf<Item extends Findable>(items: readonly Item[]): Shelf<Item> {
  const starts = [0];
  const names = items.map(({ name }) => `${fold(name)}\n`);
  for (const name of names) starts.push((starts.at(-1) ?? 0) + name.length);
  return { items, starts, text: names.join('') };
}

/** The longest word is looked for, the others only in the names that have it. No word contains a line break. */
function collect<Item>(
  { items, text, starts }: Shelf<Item>,
  words: readonly string[],
  limit: number,
  found: Found<Item>,
): void {
  const [first = ''] = words;
  const [longest = '', ...others] = words.toSorted((a, b) => b.length - a.length);
  let index = 0;
  for (let at = text.indexOf(longest); at >= 0;) {
    while ((starts[index + 1] ?? Infinity) <= at) index += 1;
    const [item, end] = [items[index], starts[index + 1]];
    if (item === undefined || end === undefined) return;
    const name = text.slice(starts[index], end);
    if (others.every((word) => name.includes(word))) {
      const ranked = found[rankOf(name, first)];
      if (ranked.length < limit) ranked.push(item);
    }
    index += 1;
    at = text.indexOf(longest, end);
  }
}
