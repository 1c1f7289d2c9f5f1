import { useNavigate } from '@tanstack/react-router';
import { postCustomerPayment } from '#commands/post-customer-payment.ts';
import type { PaidByCustomer } from '#domain/customer-payment.ts';
import type { PaymentDraft } from '#domain/payment-draft.ts';
import { refused } from '#domain/refusal.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { usePosting, type Posting } from '#ui/drafts/use-posting.ts';
import { askToPersist } from '#ui/hooks/use-storage-health.ts';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

/** `paid`: what the draft comes to; null where that is no payment. */
export function usePostPayment(open: OpenDraft<PaymentDraft>, paid: PaidByCustomer | null): Posting {
  const { till } = useShop();
  const navigate = useNavigate();
  return usePosting(
    open,
    async (_draft, settings) =>
      paid ? postCustomerPayment(till, paid, settings) : refused({ kind: 'payment_invalid' }),
    async () => {
      beep('ok');
      askToPersist();
      const to = { to: '/sales/payments/$id', params: { id: open.draft.id } } as const;
      await navigate({ ...to, search: { fresh: true }, replace: true });
    },
  );
}
