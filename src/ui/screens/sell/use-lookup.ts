import { useCallback } from 'react';
import { cleanBarcode } from '#domain/barcode.ts';
import type { SellableItem } from '#domain/cart.ts';
import { isSellableQuantity, parseQuantity } from '#domain/quantity.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { beep } from '#ui/sound.ts';
import { readSearch } from './search-text.ts';

/** The last barcode or name that nothing matched, until the next attempt. */
export interface Miss {
  readonly text: string;
  readonly wasScanned: boolean;
}

export interface Lookup {
  /** One match goes to the cart, none says so; true when it went. */
  readonly scan: (code: string) => Promise<boolean>;
  /** Enter in the search box: a barcode typed by hand, else the item chosen in the list. */
  readonly enter: (text: string, chosen: SellableItem | undefined) => Promise<boolean>;
}

type Begin = (item: SellableItem, quantityMilli?: number) => Promise<void>;

export function useLookup(begin: Begin, onMiss: (miss: Miss | null) => void): Lookup {
  const catalog = useCatalog();
  const miss = useCallback(
    (text: string, wasScanned: boolean) => {
      beep('error');
      onMiss({ text, wasScanned });
      announce(wasScanned ? `No item has the barcode ${text}` : `No item matches ${text}`);
      return false;
    },
    [onMiss],
  );

  const scan = useCallback(
    async (code: string) => {
      const barcode = cleanBarcode(code);
      const item = await catalog.withBarcode(barcode);
      if (!item) return miss(barcode, true);
      onMiss(null);
      await begin(item);
      return true;
    },
    [catalog, begin, miss, onMiss],
  );

  const enter = useCallback(
    async (text: string, chosen: SellableItem | undefined) => {
      const { quantityText, words } = readSearch(text);
      if (words === '') return false;
      const exact = await catalog.withBarcode(cleanBarcode(words));
      const [named] = exact || chosen ? [] : await catalog.named(words, 1);
      const item = exact ?? chosen ?? named;
      if (!item) return miss(words, false);
      const quantity =
        quantityText === null ? undefined : parseQuantity(quantityText, item.quantity_decimals);
      if (
        quantity === null ||
        (quantity !== undefined && !isSellableQuantity(quantity, item.quantity_decimals))
      ) {
        beep('error');
        notify({ tone: 'bad', title: `${quantityText} ${item.unit_symbol} of ${item.name} cannot be sold` });
        return false;
      }
      onMiss(null);
      await begin(item, quantity);
      return true;
    },
    [catalog, begin, miss, onMiss],
  );
  return { scan, enter };
}
