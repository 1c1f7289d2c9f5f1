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
  const { count, payments, total_minor } = unposted;
  return (
    <Notice
      tone="bad"
      icon={TriangleAlert}
      title={`${refusedWords(count - payments, payments)}: ${money(total_minor)} taken, not in the books`}
      action={
        <Link
          to="/queue"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          See why
        </Link>
      }
    >
      Nothing is lost: what was sold counts in stock, and what was paid as paid, until a manager settles it.
    </Notice>
  );
}

function refusedWords(sales: number, payments: number): string {
  const saleWords = sales === 1 ? '1 refused sale' : `${sales} refused sales`;
  const paymentWords = payments === 1 ? '1 refused payment' : `${payments} refused payments`;
  if (payments === 0) return saleWords;
  return sales === 0 ? paymentWords : `${saleWords}, ${paymentWords}`;
}
