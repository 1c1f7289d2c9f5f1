import { Link } from '@tanstack/react-router';
import { FilePen } from 'lucide-react';
import type { ReactNode } from 'react';
import { isEmptyReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { carts, returnDrafts } from '#queries/drafts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { agoText } from '#ui/screens/queue/ago.ts';
import { useShop } from '#ui/shop-context.tsx';

/** Returns that are being written on this device, to go on with; a row that scrolls, above the sales. */
export function ReturnDrafts() {
  const { read } = useShop().till.db;
  const now = useNow();
  const open = useLive(returnDrafts(read)).rows.map(({ payload, client_updated_at }) => ({
    // Written by `saveDraft` from a ReturnDraft.
    draft: JSON.parse(payload) as ReturnDraft,
    at: client_updated_at,
  }));
  const sales = useLive(carts(read)).rows;
  const begun = open.filter(({ draft }) => !isEmptyReturn(draft));
  if (begun.length === 0) return null;
  return (
    <section aria-label="Returns being written">
      <ul className="chip-row flex gap-2 overflow-x-auto pb-1">
        {begun.map(({ draft, at }) => (
          <li key={draft.id} className="shrink-0">
            <DraftLink draft={draft}>
              <FilePen aria-hidden size={20} className="text-soft shrink-0" />
              <span>
                <span className="num block leading-snug font-semibold">
                  {draft.original ? `Return of ${draft.original.number}` : 'Return without a receipt'}
                </span>
                <span className="text-soft block text-sm">
                  {sales.some(({ id }) => id === draft.exchange?.sale_id)
                    ? 'Set against an open sale'
                    : `Draft · changed ${agoText(at, now)}`}
                </span>
              </span>
            </DraftLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface DraftLinkProps {
  readonly draft: ReturnDraft;
  readonly children: ReactNode;
}

const look =
  'bg-surface border-line hover:bg-hover min-h-till flex items-center gap-3 rounded-lg border px-4 py-1.5 -outline-offset-3!';

function DraftLink({ draft: { id, original }, children }: DraftLinkProps) {
  return original ? (
    <Link to="/sales/$id/return" params={{ id: original.id }} className={look}>
      {children}
    </Link>
  ) : (
    <Link to="/sales/returns/$id" params={{ id }} className={look}>
      {children}
    </Link>
  );
}
