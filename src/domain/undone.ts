/** What taking back an act did to a sale, for who does not look: pure. */
import type { Cart, CartLine } from './cart.ts';

export type Undone =
  | { readonly kind: 'line_back' | 'line_gone' | 'quantity'; readonly line: CartLine }
  | { readonly kind: 'lines_back'; readonly count: number }
  | { readonly kind: 'other' };

/** `undone` is the cart that the act had made, `now` the one before it. */
export function undoneOf(undone: Cart, now: Cart): Undone {
  const back = now.lines.filter(({ id }) => !undone.lines.some((line) => line.id === id));
  const [first] = back;
  if (first) return back.length === 1 ? { kind: 'line_back', line: first } : lines(back.length);
  const gone = undone.lines.find(({ id }) => !now.lines.some((line) => line.id === id));
  if (gone) return { kind: 'line_gone', line: gone };
  const line = now.lines.find(
    (one) => undone.lines.find(({ id }) => id === one.id)?.quantity_milli !== one.quantity_milli,
  );
  return line ? { kind: 'quantity', line } : { kind: 'other' };
}

const lines = (count: number) => ({ kind: 'lines_back', count }) as const;
