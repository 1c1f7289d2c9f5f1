import clsx from 'clsx';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { CartLine, SellableItem } from '#domain/cart.ts';
import { formatQuantity } from '#domain/quantity.ts';
import { useCart, useCartStore } from '#ui/cart/cart-context.tsx';
import { precise, useMedia } from '#ui/hooks/use-media.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { notify } from '#ui/parts/toast.tsx';
import { beep } from '#ui/sound.ts';
import { PayDialog } from '#ui/screens/pay/pay-dialog.tsx';
import { CartBar } from './cart-bar.tsx';
import { CartPanel } from './cart-panel.tsx';
import { Catalog } from './catalog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { Camera, EditFavourites, QuickAdd } from './later-dialogs.tsx';
import { ParkDialog } from './park-dialog.tsx';
import { readSearch } from './search-text.ts';
import { SaleDialogs } from './sale-dialogs.tsx';
import type { SaleQuestion } from './sale-extras.tsx';
import { SellDialogs, type LineQuestion } from './sell-dialogs.tsx';
import { useUndo } from './undo-button.tsx';
import { useAdding } from './use-adding.ts';
import { useLineActs } from './use-line-acts.ts';
import { useLookup, type Miss } from './use-lookup.ts';
import { useScanFromElsewhere } from './use-scan-from-elsewhere.ts';
import { useScanQueue } from './use-scan-queue.ts';
import { useSearch } from './use-search.ts';
import { useSellActs } from './use-sell-acts.ts';
import { useTypeToSearch } from './use-type-to-search.ts';

/** While money is counted the sale stands still; the cashier hears that the scan did not count. */
function refuseScan(code: string): void {
  beep('error');
  notify({
    tone: 'bad',
    title: 'Payment is open: nothing was added',
    text: `Scanned ${code}. Press Esc to add more.`,
  });
}

type Open =
  | 'pay'
  | 'help'
  | 'park'
  | 'quickAdd'
  | 'camera'
  | 'favourites'
  | SaleQuestion
  | LineQuestion
  | null;

export function Sell() {
  const { cart, selectedId, canUndo } = useCart();
  const store = useCartStore();
  const [open, setOpen] = useState<Open>(null);
  const [isCartOpen, setCartOpen] = useState(false);
  const [miss, setMiss] = useState<Miss | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const search = useSearch();
  const flow = useAdding();
  const lookup = useLookup(flow.begin, setMiss);

  const typeQuantity = useCallback((line: CartLine) => setOpen({ ask: 'quantity', line }), []);
  const chooseLot = useCallback((line: CartLine) => setOpen({ ask: 'lot', line }), []);
  const deal = useCallback((line: CartLine) => setOpen({ ask: 'deal', line }), []);
  const acts = useLineActs({ typeQuantity, chooseLot, deal });
  const undo = useUndo();
  const close = useCallback(() => setOpen(null), []);
  const help = useCallback(() => setOpen('help'), []);
  const isPrecise = useMedia(precise);
  const cartCount = cart.lines.length;
  const isAsking = open !== null || flow.adding !== null;

  /** The quantity typed before an item is pointed at or scanned, as in `3*`; it counts once. */
  const takeQuantity = () => {
    // Of the box itself: what the scanner typed into it was taken back a moment ago.
    const { quantityText, words } = readSearch(input.current?.value ?? '');
    if (quantityText !== null && words === '') search.change('');
    return words === '' ? quantityText : null;
  };
  const takesScans = open === null || open === 'pay' || open === 'camera';
  const { hear, afterScans } = useScanQueue(!takesScans || flow.adding !== null, async (code) => {
    if (open === 'pay') return refuseScan(code);
    const isKnown = await lookup.scan(code, takeQuantity());
    // What to do about a miss stands on the screen behind the camera.
    if (!isKnown && open === 'camera') setOpen(null);
  });
  const pay = () => afterScans(() => (store.get().cart.lines.length > 0 ? setOpen('pay') : undefined));
  useScanFromElsewhere(hear);
  useTypeToSearch(input, isAsking, help);
  useEffect(() => {
    // A finger wants the catalog, not the keyboard that a focused field brings up.
    const isLost = document.activeElement === document.body || !cartCount;
    if (!isAsking && isPrecise && isLost) input.current?.focus();
  }, [isAsking, isPrecise, cartCount]);

  const add = (item: SellableItem) => {
    setMiss(null);
    const { quantityText } = readSearch(search.text);
    search.change('');
    void lookup.add(item, quantityText);
  };
  const enter = async () => {
    const words = search.text;
    if (await lookup.enter(words, search.chosen)) search.change('');
  };
  const selected = cart.lines.find((line) => line.id === selectedId);
  const moveLine = (by: 1 | -1) => {
    const next = cart.lines[cart.lines.findIndex((line) => line.id === selectedId) + by];
    if (next) acts.select(next.id);
  };
  useSellActs({
    hasLines: cartCount > 0,
    canUndo,
    search: () => input.current?.focus(),
    pay,
    undo,
    clear: acts.clear,
    ask: setOpen,
  });
  useHotkeys(
    isAsking
      ? {}
      : {
          F2: () => {
            input.current?.focus();
            input.current?.select();
          },
          F3: () => setOpen('park'),
          F4: selected ? () => typeQuantity(selected) : undefined,
          F6: selected ? () => deal(selected) : undefined,
          F7: cartCount > 0 ? () => setOpen('discount') : undefined,
          F9: pay,
          'Ctrl+Z': canUndo && search.text === '' ? undo : undefined,
          Delete: selected && search.text === '' ? () => acts.remove(selected) : undefined,
          Escape: () => (search.text ? search.change('') : miss ? setMiss(null) : setCartOpen(false)),
        },
  );

  return (
    <main className="flex min-h-0 min-w-0 flex-1 flex-col md:flex-row">
      <h1 className="sr-only">Sell</h1>
      <div className={clsx('min-h-0 min-w-0 flex-1', isCartOpen && 'max-md:hidden')}>
        <Catalog
          inputRef={input}
          search={search}
          miss={miss}
          onDismissMiss={() => setMiss(null)}
          onQuickAdd={() => setOpen('quickAdd')}
          onEditFavourites={() => setOpen('favourites')}
          onEnter={() => void enter()}
          onAdd={add}
          onMoveLine={moveLine}
          onHelp={help}
          onCamera={() => setOpen('camera')}
        />
      </div>
      <div
        className={clsx('min-h-0 md:w-88 lg:w-105 xl:w-112', isCartOpen ? 'max-md:flex-1' : 'max-md:hidden')}
      >
        <CartPanel
          isOpen={isCartOpen}
          acts={acts}
          onClear={acts.clear}
          onUndo={undo}
          onPay={pay}
          onPark={() => setOpen('park')}
          onAsk={setOpen}
        />
      </div>
      <CartBar isCartOpen={isCartOpen} onToggle={() => setCartOpen(!isCartOpen)} />
      <SellDialogs
        flow={flow}
        question={open !== null && typeof open === 'object' ? open : null}
        acts={acts}
        onDone={close}
      />
      {open === 'customer' || open === 'discount' || open === 'note' ? (
        <SaleDialogs question={open} onDone={close} />
      ) : null}
      {open === 'park' ? <ParkDialog onClose={close} /> : null}
      {open === 'pay' ? <PayDialog onClose={close} /> : null}
      {open === 'quickAdd' && miss ? (
        <QuickAdd
          barcode={miss.text}
          onAdded={(item) => void lookup.add(item, miss.quantityText)}
          onClose={close}
        />
      ) : null}
      {open === 'camera' && flow.adding === null ? (
        <Camera onScan={hear} onClose={close}>
          {selected
            ? `${selected.item_name}, ${formatQuantity(selected.quantity_milli, selected.quantity_decimals)} ${selected.unit_symbol}`
            : null}
        </Camera>
      ) : null}
      {open === 'favourites' ? <EditFavourites onClose={close} /> : null}
      <HelpDialog isOpen={open === 'help'} onClose={close} />
    </main>
  );
}
