import { setLot, type CartLine } from '#domain/cart.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { LotDialog } from './lot-dialog.tsx';
import { QuantityDialog } from './quantity-dialog.tsx';
import type { LineActs } from './cart-line-row.tsx';
import type { useAdding } from './use-adding.ts';

/** The question on screen, of which there is at most one. */
export type LineQuestion = { readonly ask: 'quantity' | 'lot'; readonly line: CartLine };

interface SellDialogsProps {
  readonly flow: ReturnType<typeof useAdding>;
  readonly question: LineQuestion | null;
  readonly acts: LineActs;
  readonly onDone: () => void;
}

export function SellDialogs({ flow, question, acts, onDone }: SellDialogsProps) {
  const store = useCartStore();
  const { adding } = flow;
  if (adding?.step === 'quantity') {
    return (
      <QuantityDialog
        key="weigh"
        of={{ ...adding.item, quantity_milli: undefined }}
        onGive={(milli) => flow.finish(adding.item, adding.lot, milli)}
        onClose={flow.cancel}
      />
    );
  }
  if (adding?.step === 'lot') {
    return (
      <LotDialog
        key="lot"
        of={{ ...adding.item, item_id: adding.item.id, chosenId: null }}
        onChoose={(lot) => flow.finish(adding.item, lot, adding.quantityMilli)}
        onClose={flow.cancel}
      />
    );
  }
  if (!question) return null;
  const { line } = question;
  if (question.ask === 'quantity') {
    return (
      <QuantityDialog
        key={line.id}
        of={{ ...line, name: line.item_name }}
        onGive={(milli) => {
          acts.setQuantity(line, milli);
          onDone();
        }}
        onClose={onDone}
      />
    );
  }
  return (
    <LotDialog
      key={line.id}
      of={{ ...line, name: line.item_name, chosenId: line.lot?.id ?? null }}
      onChoose={(lot) => {
        store.change((cart) => setLot(cart, line.id, lot), line.id);
        onDone();
      }}
      onClose={onDone}
    />
  );
}
