import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { unpostedTakings } from '#queries/refused.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';

/** Money that was taken and is not in the books; nothing where all is. */
export function UnpostedTakings() {
  const { till } = useShop();
  const money = useMoney();
  const [unposted] = useLive(unpostedTakings(till.db.read), 16).rows;
  if (!unposted || unposted.count === 0) return null;
  const { count, total_minor } = unposted;
  return (
    <Notice
      tone="bad"
      icon={TriangleAlert}
      title={`${count === 1 ? '1 refused sale' : `${count} refused sales`}: ${money(total_minor)} taken, not in the books`}
      action={
        <Link
          to="/queue"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          See why
        </Link>
      }
    >
      Nothing is lost: what was sold counts in stock until a manager settles it.
    </Notice>
  );
}
