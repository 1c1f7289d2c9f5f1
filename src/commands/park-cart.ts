/**
 * Carts that wait: parked under a name, taken up again in any tab, or thrown
 * away. Each is a draft; whoever takes one up holds its lock first, so no two
 * tabs sell the same.
 */
import type { Cart } from '#domain/cart.ts';
import { isParked, park, unpark, type ParkedCart } from '#domain/parked-cart.ts';
import type { Refused } from '#domain/refusal.ts';
import { timestamp } from '#domain/timestamp.ts';
import { deleteDraft } from '#db/drafts.ts';
import { draftOf } from '#queries/drafts.ts';
import { savedCart, takeOver } from './claim-draft.ts';
import { holdDraft } from './hold-draft.ts';
import { saveDraft } from './save-draft.ts';
import type { Till } from './till.ts';

export interface Parking {
  /** Empty: its first line and the time. */
  readonly name: string;
  readonly timeText: string;
}

/** The tab goes on with another cart once this is done. */
export async function parkCart(
  till: Till,
  cart: Cart,
  { name, timeText }: Parking,
): Promise<{ readonly kind: 'parked'; readonly cart: ParkedCart } | Refused> {
  const parked = park(cart, name, till.cashier.id, timestamp(till.clock.now()), timeText);
  const saved = await saveDraft(till, parked);
  return saved.kind === 'refused' ? saved : { kind: 'parked', cart: parked };
}

/** `elsewhere`: another tab has it open. `gone`: it was taken up, sold or thrown away meanwhile. */
export type Resumed =
  | { readonly kind: 'resumed'; readonly cart: Cart }
  | { readonly kind: 'elsewhere' | 'gone' }
  | Refused;

/** The cart that this tab had is let go of: it is parked before, or empty. */
export async function resumeCart(till: Till, id: string): Promise<Resumed> {
  const letGo = await holdDraft(id);
  if (letGo === null) return { kind: 'elsewhere' };
  const parked = await parkedDraft(till, id);
  if (parked === null) {
    letGo();
    return { kind: 'gone' };
  }
  const cart = unpark(parked);
  const saved = await saveDraft(till, cart);
  if (saved.kind === 'refused') {
    letGo();
    return saved;
  }
  takeOver(letGo);
  return { kind: 'resumed', cart };
}

/** What was thrown away, to be brought back by `parkAgain`. */
export async function discardParked(
  till: Till,
  id: string,
): Promise<
  { readonly kind: 'discarded'; readonly cart: ParkedCart } | { readonly kind: 'elsewhere' | 'gone' }
> {
  const letGo = await holdDraft(id);
  if (letGo === null) return { kind: 'elsewhere' };
  try {
    const cart = await parkedDraft(till, id);
    if (cart === null) return { kind: 'gone' };
    await deleteDraft(till.db, id);
    return { kind: 'discarded', cart };
  } finally {
    letGo();
  }
}

export function parkAgain(till: Till, cart: ParkedCart) {
  return saveDraft(till, cart);
}

async function parkedDraft(till: Till, id: string): Promise<ParkedCart | null> {
  const draft = await draftOf(till.db.read, id).executeTakeFirst();
  const cart = draft ? savedCart(draft.payload) : null;
  return cart && isParked(cart) ? cart : null;
}
