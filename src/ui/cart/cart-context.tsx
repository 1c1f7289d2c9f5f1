import {
  createContext,
  use,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { startCart } from '#commands/claim-draft.ts';
import { saveDraft } from '#commands/save-draft.ts';
import { cartTotals, type Cart, type CartTotals } from '#domain/cart.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { createCartStore, type CartStore, type CartView } from './cart-store.ts';

const CartContext = createContext<CartStore | null>(null);

interface CartProviderProps {
  readonly children: ReactNode;
  /** What stands there until the draft is read. */
  readonly fallback: ReactNode;
}

/** Takes this tab's draft when the shop opens; the cart outlives every screen. */
export function CartProvider({ children, fallback }: CartProviderProps) {
  const { till, claimCart } = useShop();
  const [store, setStore] = useState<CartStore | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    let isGone = false;
    claimCart().then((first) => {
      const save = (changed: Cart) => saveDraft(till, changed);
      if (!isGone) setStore(createCartStore({ first, save, next: () => startCart(till) }));
    }, setCrash);
    return () => {
      isGone = true;
    };
  }, [till, claimCart]);
  if (crash) throw crash;
  if (!store) return fallback;
  return <CartContext.Provider value={store}>{children}</CartContext.Provider>;
}

export function useCartStore(): CartStore {
  const store = use(CartContext);
  if (!store) throw new Error('CartProvider is missing');
  return store;
}

export function useCart(): CartView & { readonly totals: CartTotals } {
  const store = useCartStore();
  const view = useSyncExternalStore(store.subscribe, store.get);
  if (view.crash) throw view.crash;
  const taxMode = useSettings()?.tax_mode ?? 'inclusive';
  const totals = useMemo(() => cartTotals(view.cart, taxMode), [view.cart, taxMode]);
  return { ...view, totals };
}

const noCart = { get: () => false, subscribe: () => () => undefined };

/** Also before a shop is open, when there is none. */
export function useHasOpenCart(): boolean {
  const store = use(CartContext);
  const subscribe = store?.subscribe ?? noCart.subscribe;
  return useSyncExternalStore(subscribe, store ? () => store.get().cart.lines.length > 0 : noCart.get);
}
