import { useCallback } from 'react';
import { cleanBarcode } from '#domain/barcode.ts';
import type { SellableItem } from '#domain/cart.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { beep } from '#ui/sound.ts';
import { quantityFault, readQuantity } from './quantity-text.ts';
import { readScan, readSearch } from './search-text.ts';

/** The last barcode or name that nothing matched, until the next attempt. */
export interface Miss {
  readonly text: string;
  readonly wasScanned: boolean;
  /** As many were meant. */
  readonly quantityText: string | null;
}

export interface Lookup {
  /** One match goes to the cart, none says so; true when it went. `quantityText`: what was typed before the scan, as in `3*`. */
  readonly scan: (code: string, quantityText?: string | null) => Promise<boolean>;
  /** Enter in the search box: a barcode typed by hand, else the item chosen in the list. */
  readonly enter: (text: string, chosen: SellableItem | undefined) => Promise<boolean>;
  /** An item that somebody pointed at. */
  readonly add: (item: SellableItem, quantityText: string | null) => Promise<boolean>;
}

type Begin = (item: SellableItem, quantityMilli?: number) => Promise<void>;

export function useLookup(begin: Begin, onMiss: (miss: Miss | null) => void): Lookup {
  const catalog = useCatalog();
  const miss = useCallback(
    (text: string, wasScanned: boolean, quantityText: string | null) => {
      beep('error');
      onMiss({ text, wasScanned, quantityText });
      announce(wasScanned ? `No item has the barcode ${text}` : `No item matches ${text}`);
      return false;
    },
    [onMiss],
  );

  const add = useCallback(
    async (item: SellableItem, quantityText: string | null) => {
      const quantity = quantityText === null ? undefined : readQuantity(quantityText, item);
      if (quantity === null) {
        beep('error');
        notify({ tone: 'bad', ...quantityFault(quantityText ?? '', item) });
        return false;
      }
      onMiss(null);
      await begin(item, quantity);
      return true;
    },
    [begin, onMiss],
  );

  const scan = useCallback(
    async (scanned: string, typedText: string | null = null) => {
      const { quantityText, code } = readScan(scanned);
      const barcode = cleanBarcode(code);
      const item = await catalog.withBarcode(barcode);
      const quantity = quantityText ?? typedText;
      return item ? add(item, quantity) : miss(barcode, true, quantity);
    },
    [catalog, add, miss],
  );

  const enter = useCallback(
    async (text: string, chosen: SellableItem | undefined) => {
      const { quantityText, words } = readSearch(text);
      if (words === '') return false;
      const exact = await catalog.withBarcode(cleanBarcode(words));
      const [named] = exact || chosen ? [] : await catalog.named(words, 1);
      const item = exact ?? chosen ?? named;
      return item ? add(item, quantityText) : miss(words, false, quantityText);
    },
    [catalog, add, miss],
  );
  return { scan, enter, add };
}
