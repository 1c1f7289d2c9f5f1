import type { TaxKey, UnitKey } from './places.ts';

/**
 * What the names of goods are made of: every product in every variant and every
 * size is one good, 'variant product size'. A variant or size may be empty.
 */
export type WordGroup = {
  readonly tax: TaxKey;
  readonly unit: UnitKey;
  /** Price in minor units of the size that counts 100. */
  readonly products: Readonly<Record<string, number>>;
  readonly variants: readonly string[];
  /** Price of the size in percent of the product's. */
  readonly sizes: Readonly<Record<string, number>>;
  /** Batch-tracked: how long a fresh batch keeps, null where only the batch matters. */
  readonly batch?: { readonly shelfLifeDays: number | null };
};

export type Shelf = { readonly category: string; readonly groups: readonly WordGroup[] };

/** 'Strawberry, Raspberry' → ['Strawberry', 'Raspberry']; a line may break after a comma. */
export function words(list: string): string[] {
  return list.trim().split(/,\s+/);
}

/** 'Gala apples 249, Limes 399' → each name with its number; a number alone has the empty name. */
export function prices(list: string): Record<string, number> {
  return Object.fromEntries(
    words(list).map((entry) => {
      const space = entry.lastIndexOf(' ');
      return [entry.slice(0, Math.max(space, 0)), Number(entry.slice(space + 1))];
    }),
  );
}

export function piece(tax: TaxKey, rest: Omit<WordGroup, 'tax' | 'unit'>): WordGroup {
  return { tax, unit: 'piece', ...rest };
}

/** By the kilogram, from the counter: no sizes. */
export function weighed(products: Readonly<Record<string, number>>, variants: string): WordGroup {
  return {
    tax: 'zero',
    unit: 'kilogram',
    products,
    variants: ['', ...words(variants)],
    sizes: prices('100'),
  };
}
