import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { savedCart } from '#commands/claim-draft.ts';
import { cartTotals } from '#domain/cart.ts';
import { isParked } from '#domain/parked-cart.ts';
import { members } from '#queries/members.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Button } from '#ui/parts/button.tsx';
import { IconButton } from '#ui/parts/icon-button.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useMoney, useSettings, useShop } from '#ui/shop-context.tsx';

interface ParkedRowProps {
  readonly draft: { readonly payload: string };
  readonly isFocused: boolean;
  readonly onResume: () => void;
  readonly onDiscard: () => void;
}

/** One that waits: its name, who parked it, how long ago, what it comes to. Throwing it away is asked once. */
export function ParkedRow({ draft, isFocused, onResume, onDiscard }: ParkedRowProps) {
  const money = useMoney();
  const now = useNow();
  const taxMode = useSettings()?.tax_mode ?? 'inclusive';
  const people = useLive(members(useShop().till.db.read)).rows;
  const [isAsking, setAsking] = useState(false);
  const cart = savedCart(draft.payload);
  if (!isParked(cart)) return null;
  const { name, by, at } = cart.parked;
  const who = people.find(({ user_id }) => user_id === by)?.name;
  const count = cart.lines.length;
  if (isAsking) {
    return (
      <li className="flex min-h-16 flex-wrap items-center gap-2 py-2">
        <span className="min-w-0 flex-1 basis-40 font-semibold break-words">Discard {name}?</span>
        <Button onClick={() => setAsking(false)}>Keep it</Button>
        <Button tone="danger" onClick={onDiscard}>
          Discard
        </Button>
      </li>
    );
  }
  return (
    <li className="flex items-center gap-1 py-1">
      <button
        type="button"
        // Opened to take one up: Enter takes up the last.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFocused}
        onClick={onResume}
        className="hover:bg-hover flex min-h-14 min-w-0 flex-1 items-center gap-3 rounded-md px-2 py-1.5 text-start"
      >
        <span className="min-w-0 flex-1">
          <span className="line-clamp-2 font-semibold break-words">{name}</span>
          <span className="num text-soft block truncate text-sm">
            {agoText(at, now)}
            {who ? ` · ${who}` : ''} · {count === 1 ? '1 line' : `${count} lines`}
          </span>
        </span>
        <span className="num text-end text-lg font-bold">{money(cartTotals(cart, taxMode).total_minor)}</span>
      </button>
      <IconButton icon={Trash2} label={`Discard ${name}`} onClick={() => setAsking(true)} />
    </li>
  );
}
