/** From a scan or a choice to a line of the note. A GS1 code fills item, batch, expiry and count at once. */
import { useCallback, useState } from 'react';
import { cleanBarcode } from '#domain/barcode.ts';
import { parseGs1, type Gs1 } from '#domain/gs1.ts';
import { receive, type Arrived, type NoteLine, type ReceivableItem } from '#domain/note-draft.ts';
import { newId } from '#schema/new-id.ts';
import { itemsToReceive } from '#queries/goods-received.ts';
import { useCatalog } from '#ui/catalog-context.tsx';
import { useToday } from '#ui/hooks/use-today.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';
import type { OpenNote } from './use-note-draft.ts';

export interface Receiving {
  /** The last code or word that nothing matched, until the next attempt. */
  readonly miss: string | null;
  readonly dismissMiss: () => void;
  readonly scan: (code: string) => Promise<void>;
  /** Enter in the search field: a barcode typed by hand, else the first of what was found. True when it went. */
  readonly enter: (text: string, first: string | undefined) => Promise<boolean>;
  readonly choose: (itemId: string) => Promise<void>;
}

type OnLine = (line: NoteLine, wasScanned: boolean) => void;

export function useReceiving(change: OpenNote['change'], onLine: OnLine): Receiving {
  const { read } = useShop().till.db;
  const catalog = useCatalog();
  const { currency_decimals } = useCurrency();
  const thisYear = Number(useToday().slice(0, 4));
  const [miss, setMiss] = useState<string | null>(null);

  const add = useCallback(
    async (itemId: string, gs1: Gs1 | null, wasScanned: boolean) => {
      const [item] = await itemsToReceive(read, [itemId]).execute();
      if (!item) return;
      const arrived = { lineId: newId(), currencyDecimals: currency_decimals, ...saidBy(gs1, item) };
      let touched: NoteLine | undefined;
      change((draft) => {
        const next = receive(draft, item, arrived);
        touched = next.lines.find((line) => !draft.lines.includes(line));
        return next;
      });
      if (!touched) return;
      beep('ok');
      announce(`${item.name}: ${touched.quantity || 'no quantity yet'}`);
      onLine(touched, wasScanned);
    },
    [read, change, currency_decimals, onLine],
  );

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
    if (!item) return noMatch(gs1?.gtin ?? cleanBarcode(code));
    setMiss(null);
    await add(item.id, gs1, true);
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
    await add(itemId, item ? gs1 : null, false);
    return true;
  };
  const choose = async (itemId: string) => {
    setMiss(null);
    await add(itemId, null, false);
  };
  return { miss, dismissMiss: () => setMiss(null), scan, enter, choose };
}

/** A best-before date is what goods without an expiry have. */
function saidBy(gs1: Gs1 | null, item: ReceivableItem): Partial<Arrived> {
  if (gs1 === null) return {};
  const { batch_number, expiry_date, best_before_date, count, weight_milli } = gs1;
  const counted = count === null ? null : count * 1000;
  return {
    batchNumber: batch_number,
    expiryDate: expiry_date ?? best_before_date,
    quantityMilli: item.quantity_decimals === 0 ? counted : weight_milli,
  };
}
