/**
 * The cart of this tab: the draft last touched that no other tab has open and
 * nobody parked, or a new one. Two tabs of one till sell at once, each its own cart.
 *
 * The claim is a lock that the browser holds until the tab is gone, however it
 * goes: the next one takes over what was left open.
 */
import { newCart, type Cart } from '#domain/cart.ts';
import { isParked } from '#domain/parked-cart.ts';
import { timestamp } from '#domain/timestamp.ts';
import { newId } from '#schema/new-id.ts';
import { carts } from '#queries/drafts.ts';
import type { Row } from '#queries/row.ts';
import { holdDraft, type LetGo } from './hold-draft.ts';
import type { Till } from './till.ts';

/** Tries to hold the cart of that id, and lets go of the one held before; false if another tab has it. */
export type Claim = (cartId: string) => Promise<boolean>;

/** `found`: the drafts, where they have just been read. */
export async function claimDraft(
  till: Till,
  claim: Claim = claimForTab,
  found?: readonly Row<typeof carts>[],
): Promise<Cart> {
  for (const { id, payload } of found ?? (await carts(till.db.read).execute())) {
    const cart = savedCart(payload);
    if (!isParked(cart) && (await claim(id))) return cart;
  }
  return startCart(till, claim);
}

/** Written by `saveDraft` from a Cart, parked or not, maybe of a build that knew no discounts. */
export function savedCart(payload: string): Cart {
  const cart = JSON.parse(payload) as Cart;
  const lines = cart.lines.map((line) => ({ ...line, discount: line.discount ?? null }));
  return { ...cart, lines, discount: cart.discount ?? null };
}

/** A new cart for this tab, as after a sale. It becomes a draft with its first change. */
export function startCart(till: Till, claim: Claim = claimForTab): Cart {
  const cart = newCart(newId(), timestamp(till.clock.now()));
  // Nobody else knows the id: the lock is had, only not at once.
  void claim(cart.id);
  return cart;
}

/** A tab has one cart. */
let letGo: LetGo = () => undefined;

async function claimForTab(cartId: string): Promise<boolean> {
  const held = await holdDraft(cartId);
  if (held === null) return false;
  takeOver(held);
  return true;
}

/** This tab's cart is the one whose lock this is. */
export function takeOver(held: LetGo): void {
  letGo();
  letGo = held;
}
