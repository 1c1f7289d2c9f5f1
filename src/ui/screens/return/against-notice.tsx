import { Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import { draftOf } from '#queries/drafts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** Of a return that waits for the sale that it is given for; nothing once that sale was thrown away. */
export function AgainstNotice({ saleId }: { readonly saleId: string }) {
  const { read } = useShop().till.db;
  const { rows } = useLive(draftOf(read, saleId));
  if (rows.length === 0) return null;
  return (
    <Notice
      tone="neutral"
      icon={ArrowLeftRight}
      title="It is set against a sale that is not paid yet"
      action={
        <Link
          to="/sell"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          Go on selling
        </Link>
      }
    >
      It is posted together with that sale. Change something here, and it is taken off it.
    </Notice>
  );
}
