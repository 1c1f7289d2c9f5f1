import { cartTotals, setLot, type CartLine } from '#domain/cart.ts';
import { dealOnLine, withoutDeal } from '#domain/deal.ts';
import { useCart, useCartStore } from '#ui/cart/cart-context.tsx';
import { useSettings } from '#ui/shop-context.tsx';
import { DealDialog } from './deal-dialog.tsx';
import { LotDialog } from './lot-dialog.tsx';
import { QuantityDialog } from './quantity-dialog.tsx';
import type { LineActs } from './cart-line-row.tsx';
import type { useAdding } from './use-adding.ts';

/** The question on screen, of which there is at most one. */
export type LineQuestion = { readonly ask: 'quantity' | 'lot' | 'deal'; readonly line: CartLine };

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
  if (question.ask === 'deal') return <LineDeal line={line} onDone={onDone} />;
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

interface LineDealProps {
  readonly line: CartLine;
  readonly onDone: () => void;
}

function LineDeal({ line, onDone }: LineDealProps) {
  const { cart } = useCart();
  const store = useCartStore();
  const settings = useSettings();
  if (!settings) return null;
  const change = (alter: Parameters<typeof store.change>[0]) => {
    store.change(alter, line.id);
    onDone();
  };
  const isChanged = line.discount !== null || line.price_minor !== line.list_price_minor;
  return (
    <DealDialog
      title={line.item_name}
      kinds={['percent', 'amount', 'price']}
      // What the sale as a whole loses is told with the sale.
      cart={{ ...withoutDeal(cart, line.id), discount: null }}
      settings={settings}
      apply={(of, deal) => dealOnLine(of, line.id, deal)}
      amountIn={(of) => cartTotals(of, settings.tax_mode).lines.get(line.id)?.amount_minor ?? 0}
      onGive={(deal) => change((now) => dealOnLine(withoutDeal(now, line.id), line.id, deal))}
      onRemove={isChanged ? () => change((now) => withoutDeal(now, line.id)) : null}
      onClose={onDone}
    />
  );
}
