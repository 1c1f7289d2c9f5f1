import { useState } from 'react';
import { discardParked, parkAgain, parkCart, resumeCart } from '#commands/park-cart.ts';
import { discardDraft } from '#commands/save-draft.ts';
import type { Refusal } from '#domain/refusal.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';

export interface Parking {
  /** The time at the location: of the name of a sale that was given none. */
  readonly timeText: string;
  readonly refusal: Refusal | null;
  readonly park: (name: string) => void;
  readonly resume: (id: string) => void;
  readonly discard: (id: string) => void;
}

/** Parks the open sale, takes up another, throws one away. `onDone`: the sale is another one now. */
export function useParking(onDone: () => void): Parking {
  const { till } = useShop();
  const store = useCartStore();
  const timeZone = useSettings()?.time_zone;
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;
  const timeText = new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(till.clock.now());

  /** The name that it waits under; null where it was refused. */
  const putAside = async (name: string): Promise<string | null> => {
    // A save that came late would bring it back as it was.
    await store.saved();
    const parked = await parkCart(till, store.get().cart, { name, timeText });
    setRefusal(parked.kind === 'refused' ? parked.refusal : null);
    return parked.kind === 'refused' ? null : parked.cart.parked.name;
  };
  const park = async (name: string) => {
    const parked = await putAside(name);
    if (parked === null) return;
    store.startNew();
    announce(`${parked} is parked`);
    onDone();
  };
  const resume = async (id: string) => {
    const { cart: before } = store.get();
    const isEmpty = before.lines.length === 0;
    const parked = isEmpty ? null : await putAside('');
    if (!isEmpty && parked === null) return;
    const resumed = await resumeCart(till, id);
    if (resumed.kind !== 'resumed') {
      // What was put aside for it waits under its name; a new sale takes its place.
      if (!isEmpty) store.startNew();
      if (resumed.kind === 'refused') return setRefusal(resumed.refusal);
      return notify({ tone: 'bad', title: goneText[resumed.kind] });
    }
    await store.saved();
    if (isEmpty) await discardDraft(till, before.id);
    store.open(resumed.cart);
    announce('Sale taken up');
    if (parked !== null) notify({ title: `${parked} is parked` });
    onDone();
  };
  const discard = async (id: string) => {
    const done = await discardParked(till, id);
    if (done.kind !== 'discarded') return notify({ tone: 'bad', title: goneText[done.kind] });
    const undo = () => void parkAgain(till, done.cart).then(() => announce('Undone'), setCrash);
    notify({ title: `${done.cart.parked.name} discarded`, action: { label: 'Undo', run: undo } });
  };
  return {
    timeText,
    refusal,
    park: (name) => void park(name).catch(setCrash),
    resume: (id) => void resume(id).catch(setCrash),
    discard: (id) => void discard(id).catch(setCrash),
  };
}

const goneText = {
  elsewhere: 'This sale is open in another tab',
  gone: 'This sale was taken up, sold or discarded meanwhile',
} as const;
