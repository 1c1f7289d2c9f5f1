import { Link } from '@tanstack/react-router';
import { FilePen } from 'lucide-react';
import type { PaymentDraft } from '#domain/payment-draft.ts';
import { namesOfCustomers } from '#queries/customers.ts';
import { drafts } from '#queries/drafts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Payments that are being written on this device, to go on with; a row that scrolls, above the others. */
export function PaymentDrafts() {
  const { read } = useShop().till.db;
  const now = useNow();
  const open = useLive(drafts(read, 'customer_payment')).rows.map(({ payload, client_updated_at }) => ({
    // Written by `saveDraft` from a PaymentDraft.
    draft: JSON.parse(payload) as PaymentDraft,
    at: client_updated_at,
  }));
  const ids = [...new Set(open.map(({ draft }) => draft.customer_id))];
  const names = useLive(namesOfCustomers(read, ids)).rows;
  if (open.length === 0) return null;
  return (
    <section aria-label="Payments being written">
      <ul className="chip-row flex gap-2 overflow-x-auto pb-1">
        {open.map(({ draft, at }) => (
          <li key={draft.id} className="shrink-0">
            <Link
              to="/sales/customers/$id"
              params={{ id: draft.customer_id }}
              search={{ pay: true }}
              className="bg-surface border-line hover:bg-hover min-h-till flex items-center gap-3 rounded-lg border px-4 py-1.5 -outline-offset-3!"
            >
              <FilePen aria-hidden size={20} className="text-soft shrink-0" />
              <span>
                <span className="block leading-snug font-semibold">
                  {names.find(({ id }) => id === draft.customer_id)?.name ?? 'A customer'}
                </span>
                <span className="text-soft block text-sm">Draft · changed {agoText(at, now)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
