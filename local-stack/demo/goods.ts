import type { Shelf, WordGroup } from './catalog-words.ts';
import { inStoreEan13 } from './ean13.ts';
import { taxRates } from './places.ts';
import type { TaxKey, UnitKey } from './places.ts';
import { randomOf } from './random.ts';
import { freshShelves } from './shelves-fresh.ts';
import { groceryShelves } from './shelves-grocery.ts';
import { householdShelves } from './shelves-household.ts';

/** What is sold, whoever sells it: each location has an item of its own for it, with the same name and barcode. */
export type Good = {
  /** Its place in the range, from 0. */
  readonly n: number;
  readonly name: string;
  readonly barcode: string;
  readonly category: string;
  readonly tax: TaxKey;
  readonly unit: UnitKey;
  readonly price_minor: number;
  readonly cost_minor: number;
  readonly batch: { readonly shelfLifeDays: number | null } | null;
};

type Draft = Omit<Good, 'n' | 'barcode'>;

export const shelves: readonly Shelf[] = [...freshShelves, ...groceryShelves, ...householdShelves];

/** When every single good is in the range, the same come by the pack. */
const PACKS = [2, 3, 4, 6, 8, 10, 12, 15, 18, 20, 24, 30, 36, 48];

/** The first `count` goods of the range: a longer range begins with the shorter one. Names and barcodes are unique. */
export function makeGoods(count: number): Good[] {
  const singles = shelves.flatMap((shelf) =>
    shelf.groups.flatMap((group) => draftsOf(shelf.category, group)),
  );
  const drafts = randomOf('range').shuffle(singles);
  for (const size of PACKS) {
    if (drafts.length >= count) break;
    const packed = singles.filter((single) => single.unit === 'piece').map((single) => packOf(single, size));
    drafts.push(...randomOf(`range of ${size}`).shuffle(packed));
  }
  if (drafts.length < count) throw new RangeError(`The demo range has ${drafts.length} goods, not ${count}.`);
  return drafts.slice(0, count).map((draft, n) => ({ n, barcode: inStoreEan13(n), ...draft }));
}

function draftsOf(category: string, group: WordGroup): Draft[] {
  const random = randomOf(`${category} ${Object.keys(group.products).join(' ')}`);
  const { tax, unit, batch = null } = group;
  return Object.entries(group.products).flatMap(([product, base]) =>
    group.variants.flatMap((variant) => {
      const percent = random.integer(92, 125);
      return Object.entries(group.sizes).map(([size, share]) => {
        const price = shelfPrice((base * share * percent) / 10_000);
        const margin = random.integer(18, 42);
        return {
          name: nameOf(variant, product, size),
          category,
          tax,
          unit,
          price_minor: price,
          cost_minor: costOf(price, tax, margin),
          batch,
        };
      });
    }),
  );
}

function packOf(single: Draft, size: number): Draft {
  return {
    ...single,
    name: `${single.name}, pack of ${size}`,
    price_minor: shelfPrice(single.price_minor * size * 0.92),
    cost_minor: single.cost_minor * size,
  };
}

function nameOf(variant: string, product: string, size: string): string {
  const name = [variant, product, size].filter((part) => part !== '').join(' ');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** Prices end in 9, as on any shelf. */
function shelfPrice(minor: number): number {
  return Math.max(Math.round(minor / 10) * 10 - 1, 19);
}

/** What is left of the price without its tax and the margin. */
function costOf(price: number, tax: TaxKey, marginPercent: number): number {
  const net = (price * 1_000_000) / (1_000_000 + taxRates[tax].rate_ppm);
  return Math.round((net * (100 - marginPercent)) / 100);
}
