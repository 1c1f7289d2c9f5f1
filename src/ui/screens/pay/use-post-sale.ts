import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { postExchange } from '#commands/post-exchange.ts';
import { postSale, type PostedSale } from '#commands/post-sale.ts';
import type { PaymentInput } from '#domain/payment.ts';
import type { Refusal, Refused } from '#domain/refusal.ts';
import type { ReturnDraft } from '#domain/return-draft.ts';
import type { Settings } from '#queries/settings.ts';
import type { Approval } from '#schema/documents/approval.ts';
import { useCartStore } from '#ui/cart/cart-context.tsx';
import { askToPersist } from '#ui/hooks/use-storage-health.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

/**
 * Posts the cart once. A second tap while the first runs does nothing, and the
 * cart's id is the sale's, so even two that got through would be one sale.
 */
export function usePostSale(settings: Settings, given: ReturnDraft | null) {
  const { till } = useShop();
  const store = useCartStore();
  const navigate = useNavigate();
  const isRunning = useRef(false);
  const [isPosting, setPosting] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  if (crash) throw crash;

  const post = async (payments: readonly PaymentInput[], approval: Approval | null) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setPosting(true);
    try {
      await store.saved();
      const { cart } = store.get();
      const sale = { cart, payments, settings, ...(approval ? { approval } : {}) };
      const result = given ? await postExchange(till, { ...sale, draft: given }) : await postSale(till, sale);
      const stored = storedSale(result, cart.id);
      if (!stored) {
        beep('error');
        return setRefusal(result.kind === 'refused' ? result.refusal : null);
      }
      const { id } = cart;
      const { number } = stored;
      store.startNew();
      beep('ok');
      announce(`Sale ${number} is stored`);
      askToPersist();
      await navigate({ to: '/sales/$id', params: { id }, search: { fresh: true } });
    } catch (error) {
      setCrash(error);
    } finally {
      isRunning.current = false;
      setPosting(false);
    }
  };
  return { post, isPosting, refusal };
}

/** Posted now, or by an earlier tap or another tab: either way this sale is stored. */
function storedSale(result: PostedSale | Refused, id: string): { readonly number: string } | null {
  if (result.kind === 'posted') return result;
  const { refusal } = result;
  return refusal.kind === 'already_posted' && refusal.id === id ? refusal : null;
}
