/** From a scan, a code typed by hand or a choice to an item, with what a GS1 code says besides. */
import { useCallback, useState } from 'react';
import { cleanBarcode } from '#domain/barcode.ts';
import { parseGs1, type Gs1 } from '#domain/gs1.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { useToday } from '#ui/hooks/use-today.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { beep } from '#ui/sound.ts';

export interface Finding {
  /** The last code or word that nothing matched, until the next attempt. */
  readonly miss: string | null;
  readonly dismissMiss: () => void;
  readonly scan: (code: string) => Promise<void>;
  /** Enter in the search field: a barcode typed by hand, else the first of what was found. True when it went. */
  readonly enter: (text: string, first: string | undefined) => Promise<boolean>;
  readonly choose: (itemId: string) => Promise<void>;
}

export interface FoundItem {
  readonly itemId: string;
  readonly gs1: Gs1 | null;
  readonly wasScanned: boolean;
}

type OnFound = (found: FoundItem) => Promise<void>;

/** `onMiss` hears of what was scanned and is not known. */
export function useFinding(onFound: OnFound, onMiss?: (code: string) => void): Finding {
  const catalog = useCatalog();
  const thisYear = Number(useToday().slice(0, 4));
  const [miss, setMiss] = useState<string | null>(null);

  const find = useCallback(
    async (text: string) => {
      const gs1 = parseGs1(text, thisYear);
      return { gs1, item: await catalog.withBarcode(gs1?.gtin ?? cleanBarcode(text)) };
    },
    [catalog, thisYear],
  );
  const noMatch = useCallback((text: string) => {
    beep('error');
    setMiss(text);
    announce(`No item matches ${text}`);
  }, []);

  const scan = async (code: string) => {
    const { gs1, item } = await find(code);
    if (!item) {
      const unknown = gs1?.gtin ?? cleanBarcode(code);
      onMiss?.(unknown);
      return noMatch(unknown);
    }
    setMiss(null);
    await onFound({ itemId: item.id, gs1, wasScanned: true });
  };
  const enter = async (text: string, first: string | undefined) => {
    if (text === '') return false;
    const { gs1, item } = await find(text);
    const itemId = item?.id ?? first;
    if (itemId === undefined) {
      noMatch(text);
      return false;
    }
    setMiss(null);
    await onFound({ itemId, gs1: item ? gs1 : null, wasScanned: false });
    return true;
  };
  const choose = async (itemId: string) => {
    setMiss(null);
    await onFound({ itemId, gs1: null, wasScanned: false });
  };
  return { miss, dismissMiss: () => setMiss(null), scan, enter, choose };
}
