/** From a scan or a choice to a line of the note. A GS1 code fills item, batch, expiry and count at once. */
import { useCallback } from 'react';
import type { Gs1 } from '#domain/gs1.ts';
import {
  receive,
  type Arrived,
  type NoteDraft,
  type NoteLine,
  type ReceivableItem,
} from '#domain/note-draft.ts';
import { newId } from '#schema/new-id.ts';
import { itemsToReceive } from '#queries/goods-received.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useFinding, type Finding, type FoundItem } from '#ui/find/use-finding.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useCurrency, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

type OnLine = (line: NoteLine, wasScanned: boolean) => void;

export function useReceiving(change: OpenDraft<NoteDraft>['change'], onLine: OnLine): Finding {
  const { read } = useShop().till.db;
  const { currency_decimals } = useCurrency();
  const add = useCallback(
    async ({ itemId, gs1, wasScanned }: FoundItem) => {
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
  return useFinding(add);
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
