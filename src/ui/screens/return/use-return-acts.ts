import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { needsApproval, postReturn } from '#commands/post-return.ts';
import { setCustomer } from '#domain/cart.ts';
import type { Refusal } from '#domain/refusal.ts';
import { readReturn, type ReadReturn, type ReturnDraft, type ReturnSource } from '#domain/return-draft.ts';
import { exchangeDraftOf } from '#queries/drafts.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { usePosting } from '#ui/drafts/use-posting.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

type Act = 'pay_back' | 'exchange';

export interface ReturnActs extends ReadReturn {
  readonly isBusy: boolean;
  /** Why the last try was refused; null once something changes. */
  readonly said: Refusal | null;
  /** Somebody wanted to go on: what is missing is said everywhere. */
  readonly isTried: boolean;
  readonly payBack: () => void;
  readonly exchange: () => void;
  /** What a manager is asked for; null while nobody is. */
  readonly asked: Act | null;
  readonly approved: (approval: Approval) => void;
  readonly dismiss: () => void;
}

/** What becomes of a return: paid back, or set against what the customer takes instead. */
export function useReturnActs(
  open: OpenDraft<ReturnDraft>,
  source: ReturnSource,
  onRefused: () => void,
): ReturnActs {
  const { till } = useShop();
  const navigate = useNavigate();
  const setAgainst = useExchange(open);
  const [asked, setAsked] = useState<Act | null>(null);
  const [tried, setTried] = useState<{ readonly of: ReturnDraft } | null>(null);
  const { draft } = open;
  const read = readReturn(draft, source);
  const posting = usePosting(
    open,
    async (now, settings, approval) => {
      const { exchange_id: _against, ...saleReturn } = readReturn(now, source).saleReturn;
      const result = await postReturn(till, { saleReturn, settings, ...(approval ? { approval } : {}) });
      if (result.kind === 'refused') onRefused();
      return result;
    },
    () => navigate({ to: '/sales/$id', params: { id: draft.id }, search: { fresh: true }, replace: true }),
  );
  const act = (what: Act, approval?: Approval) => {
    setAsked(null);
    setTried({ of: draft });
    if (read.refusal) return beep('error');
    if (needsApproval(till, read.saleReturn) && !approval) return setAsked(what);
    void (what === 'pay_back' ? posting.post(approval) : setAgainst(read, approval ?? null));
  };
  const isTried = tried?.of === draft;
  return {
    ...read,
    isBusy: posting.isBusy,
    isTried,
    said: posting.refusal ?? (isTried ? read.refusal : null) ?? open.unsaved,
    payBack: () => act('pay_back'),
    exchange: () => act('exchange'),
    asked,
    approved: (approval) => asked && act(asked, approval),
    dismiss: () => setAsked(null),
  };
}

/** Goes to Sell with what is given back. A sale has one return set against it. */
function useExchange({ draft, change, saved }: OpenDraft<ReturnDraft>) {
  const { read } = useShop().till.db;
  const store = useCartStore();
  const navigate = useNavigate();
  return async ({ saleReturn }: ReadReturn, approval: Approval | null) => {
    const { cart } = store.get();
    const other = await exchangeDraftOf(read, cart.id).executeTakeFirst();
    if (other && other.id !== draft.id) {
      beep('error');
      return notify({
        tone: 'bad',
        title: 'The open sale has goods given back already',
        text: 'Finish or park it first.',
      });
    }
    const { customer_id } = saleReturn.original;
    // Kept from now on, lines or not: what is given back is found by it.
    store.change((now) => (customer_id === null ? { ...now } : setCustomer(now, customer_id)));
    change((now) => ({ ...now, exchange: { sale_id: cart.id, approval } }));
    await Promise.all([saved(), store.saved()]);
    announce('Now choose what the customer takes');
    await navigate({ to: '/sell' });
  };
}
