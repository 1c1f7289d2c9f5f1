/** What is scanned, chosen or typed, said as of now: with the time, and with what this device believes to be there. */
import { useCallback, useState } from 'react';
import type { CartLot } from '#domain/cart.ts';
import {
  countItem,
  noteUnknown,
  sayOf,
  undoScan,
  type CountLine,
  type CountSheet,
  type Saying,
} from '#domain/count-sheet.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { onHandAt } from '#queries/stock-adjustments.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useBatches, type Batched } from '#ui/find/use-batches.ts';
import { useFinding } from '#ui/find/use-finding.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useOnHand } from '#ui/screens/adjust/use-on-hand.ts';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

/** `onLine` hears of the item of which a line was touched. */
export function useCounting({ draft, change }: OpenDraft<CountSheet>, onLine: (itemId: string) => void) {
  const { till } = useShop();
  const { read } = till.db;
  const onHand = useOnHand(draft.lines);
  const [kept, setKept] = useState(true);

  const sayingAt = useCallback(
    async (item_id: string, lot: CartLot | null): Promise<Saying> => {
      const [place] = await onHandAt(read, [{ item_id, lot_id: lot?.id ?? null }]).execute();
      return {
        counted_at: timestamp(till.clock.now()),
        book_quantity_milli: place?.on_hand_milli ?? 0,
      };
    },
    [read, till],
  );
  const onItem = useCallback(
    async ({ item, lot, quantityMilli }: Batched) => {
      const saying = await sayingAt(item.id, lot);
      change((sheet) => {
        const next = countItem(sheet, item, { lineId: newId(), lot, quantityMilli, ...saying });
        announce(`${item.name}: ${next.lines[0]?.quantity || 'no quantity yet'}`);
        return next;
      });
      beep('ok');
      onLine(item.id);
    },
    [change, sayingAt, onLine],
  );
  const [last] = draft.lines;
  const lotOfLast = useCallback((itemId: string) => (last?.item_id === itemId ? last.lot : null), [last]);
  const batches = useBatches(onItem, lotOfLast);
  const finding = useFinding(batches.onFound, (code) =>
    change((sheet) => {
      const noted = noteUnknown(sheet, code);
      setKept(noted !== sheet);
      return noted;
    }),
  );
  return {
    finding,
    question: batches.question,
    /** Whether the last code that nobody knows found room in the note. */
    isMissKept: kept,
    undo: () => {
      change(undoScan);
      announce('The last scan is undone');
    },
    type(line: CountLine, quantity: string) {
      const counted_at = timestamp(till.clock.now());
      const book_quantity_milli = onHand(line) ?? line.book_quantity_milli;
      change((sheet) => sayOf(sheet, line.id, { quantity }, { counted_at, book_quantity_milli }));
    },
    async chooseLot(line: CountLine, lot: CartLot) {
      const saying = await sayingAt(line.item_id, lot);
      change((sheet) => sayOf(sheet, line.id, { lot }, saying));
    },
    async addBatch(line: CountLine, lot: CartLot) {
      await onItem({ item: { ...line, id: line.item_id, name: line.item_name }, lot, quantityMilli: null });
    },
  };
}

export type Counting = ReturnType<typeof useCounting>;
