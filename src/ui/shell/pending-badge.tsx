import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { CircleCheck, CloudUpload, TriangleAlert } from 'lucide-react';
import { pendingCount } from '#queries/outbox.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { toneClasses } from '#ui/parts/badge.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** 'N pending', from the outbox and nothing else; opens the queue. */
export function PendingBadge() {
  const { till } = useShop();
  const [row] = useLive(pendingCount(till.db.read), 16).rows;
  const pending = row?.count ?? 0;
  const failed = row?.failed ?? 0;
  const Icon = failed > 0 ? TriangleAlert : pending > 0 ? CloudUpload : CircleCheck;
  const tone = failed > 0 ? 'bad' : pending > 0 ? 'attention' : 'neutral';
  return (
    <Link
      to="/queue"
      className={clsx(
        'num relative inline-flex min-h-10 items-center gap-1.5 rounded-full px-2.5 sm:px-3 after:absolute after:inset-x-0 after:-inset-y-1 text-sm font-semibold whitespace-nowrap',
        toneClasses[tone],
      )}
    >
      <Icon aria-hidden size={17} strokeWidth={2.2} className="shrink-0" />
      <span>{row ? pending : '…'} pending</span>
      {failed > 0 ? <span>· {failed} failed</span> : null}
    </Link>
  );
}
