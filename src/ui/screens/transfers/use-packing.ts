/** From a scan or a choice to a line of the transfer. A GS1 code says the batch too; else who sends is asked for it. */
import { useCallback } from 'react';
import type { Till } from '#commands/till.ts';
import type { CartLot } from '#domain/cart.ts';
import { pack, type SendableItem, type TransferDraft, type TransferLine } from '#domain/transfer-draft.ts';
import { newId } from '#schema/new-id.ts';
import { lotsOfItem } from '#queries/lots.ts';
import { itemToMove } from '#queries/transfers.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useFinding, type Finding, type FoundItem } from '#ui/find/use-finding.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

export interface Touched {
  readonly line: TransferLine;
  readonly wasScanned: boolean;
}

export function usePacking(
  change: OpenDraft<TransferDraft>['change'],
  onLine: (touched: Touched) => void,
): Finding {
  const { read } = useShop().till.db;
  const add = useCallback(
    async ({ itemId, gs1, wasScanned }: FoundItem) => {
      const [item] = await itemToMove(read, itemId).execute();
      if (!item) return;
      const lot = await lotSaid(read, item, gs1?.batch_number ?? null);
      let touched: TransferLine | undefined;
      change((draft) => {
        const next = pack(draft, item, { lineId: newId(), lot, quantityMilli: quantitySaid(item, gs1) });
        touched = next.lines.find((line) => !draft.lines.includes(line));
        return next;
      });
      if (!touched) return;
      beep('ok');
      announce(`${item.name}: ${touched.quantity || 'no quantity yet'}`);
      onLine({ line: touched, wasScanned });
    },
    [read, change, onLine],
  );
  return useFinding(add);
}

async function lotSaid(
  read: Till['db']['read'],
  item: SendableItem,
  batchNumber: string | null,
): Promise<CartLot | null> {
  if (item.is_batch_tracked === 0) return null;
  const lots = await lotsOfItem(read, item.id).execute();
  const there = lots.filter(({ on_hand_milli }) => on_hand_milli > 0);
  // Where there is one batch only, that is the one.
  const only = there.length === 1 ? there[0] : undefined;
  const lot = lots.find(({ batch_number }) => batch_number === batchNumber) ?? only;
  return lot ? { id: lot.id, batch_number: lot.batch_number, expiry_date: lot.expiry_date } : null;
}

function quantitySaid(item: SendableItem, gs1: FoundItem['gs1']): number | null {
  if (gs1 === null) return null;
  const counted = gs1.count === null ? null : gs1.count * 1000;
  return item.quantity_decimals === 0 ? counted : gs1.weight_milli;
}
