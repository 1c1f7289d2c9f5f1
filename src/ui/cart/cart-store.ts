/**
 * The open sale of this tab. Every change is on screen at once and goes to the
 * drafts table right behind it, so that a reload or a killed browser loses at
 * most what was touched in the last milliseconds (R2-2). Saves run one after
 * another; of those that pile up only the newest is written.
 */
import type { Cart } from '#domain/cart.ts';
import type { Refusal } from '#domain/refusal.ts';

export interface CartView {
  readonly cart: Cart;
  /** The line that F4, plus and minus act on. */
  readonly selectedId: string | null;
  /** Whether `undo` has something to take back. */
  readonly canUndo: boolean;
  /** Why the last save did not happen; null while all is well. */
  readonly unsaved: Refusal | null;
  /** A bug while saving, for the error boundary. */
  readonly crash: unknown;
}

export type SaveCart = (
  cart: Cart,
) => Promise<{ readonly kind: 'saved' } | { readonly kind: 'refused'; readonly refusal: Refusal }>;

export interface CartStore {
  readonly get: () => CartView;
  readonly subscribe: (listener: () => void) => () => void;
  readonly change: (alter: (cart: Cart) => Cart, selectedId?: string | null) => void;
  readonly select: (lineId: string) => void;
  /** Takes the last change of this sale back, and those before it one by one: the cart that it took back. Null where none is left. */
  readonly undo: () => Cart | null;
  /** Settles when nothing is left to save: a sale waits for it, so that no late save brings its draft back. */
  readonly saved: () => Promise<void>;
  readonly startNew: () => void;
  /** Goes on with that cart, which is saved. */
  readonly open: (cart: Cart) => void;
}

/** As many as somebody remembers. */
const mostUndone = 50;

export interface CartStoreOptions {
  readonly first: Cart;
  readonly save: SaveCart;
  /** An empty cart with an id of its own. */
  readonly next: () => Cart;
}

export function createCartStore({ first, save, next }: CartStoreOptions): CartStore {
  let view: CartView = {
    cart: first,
    selectedId: first.lines.at(-1)?.id ?? null,
    canUndo: false,
    unsaved: null,
    crash: null,
  };
  let past: readonly Pick<CartView, 'cart' | 'selectedId'>[] = [];
  let waiting: Cart | null = null;
  let saving: Promise<void> | null = null;
  const listeners = new Set<() => void>();

  const show = (change: Partial<CartView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  const drain = async () => {
    while (waiting) {
      const cart: Cart = waiting;
      waiting = null;
      try {
        const result = await save(cart);
        const unsaved = result.kind === 'refused' ? result.refusal : null;
        if (unsaved?.kind !== view.unsaved?.kind) show({ unsaved });
      } catch (crash) {
        show({ crash });
      }
    }
    saving = null;
  };

  const put = (cart: Cart, selectedId: string | null) => {
    const isThere = cart.lines.some((line) => line.id === selectedId);
    show({
      cart,
      selectedId: isThere ? selectedId : (cart.lines.at(-1)?.id ?? null),
      canUndo: past.length > 0,
    });
    waiting = cart;
    saving ??= drain();
  };
  const begin = (cart: Cart) => {
    past = [];
    show({ cart, selectedId: cart.lines.at(-1)?.id ?? null, canUndo: false, unsaved: null });
  };

  return {
    get: () => view,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    change(alter, selectedId) {
      const { cart: before, selectedId: selectedBefore } = view;
      const cart = alter(before);
      if (cart !== before) past = [...past, { cart: before, selectedId: selectedBefore }].slice(-mostUndone);
      put(cart, selectedId === undefined ? selectedBefore : selectedId);
    },
    undo() {
      const last = past.at(-1);
      if (!last) return null;
      const undone = view.cart;
      past = past.slice(0, -1);
      put(last.cart, last.selectedId);
      return undone;
    },
    select: (selectedId) => show({ selectedId }),
    saved: () => saving ?? Promise.resolve(),
    startNew: () => begin(next()),
    open: begin,
  };
}
