/** A cart that waits under a name while others are sold. It stays the sale that it is to become: its id is the sale's. */
import type { Cart } from './cart.ts';
import { cleanLine } from './text.ts';

export interface ParkedCart extends Cart {
  readonly parked: {
    readonly name: string;
    /** Who parked it: their id. */
    readonly by: string;
    readonly at: string;
  };
}

export const maxParkedName = 60;

/** Under what was typed, else under what is on it first and the time, as its location tells it. */
export function park(cart: Cart, typed: string, by: string, at: string, timeText: string): ParkedCart {
  const name = cleanLine(typed) || parkedName(cart, timeText);
  return { ...cart, parked: { name: Array.from(name).slice(0, maxParkedName).join(''), by, at } };
}

export function parkedName({ lines: [first] }: Cart, timeText: string): string {
  return first ? `${first.item_name} ${timeText}` : timeText;
}

export function unpark({ id, started_at, lines, customer_id, note, discount }: ParkedCart): Cart {
  return { id, started_at, lines, customer_id, note, discount };
}

export function isParked(cart: Cart): cart is ParkedCart {
  return 'parked' in cart;
}
