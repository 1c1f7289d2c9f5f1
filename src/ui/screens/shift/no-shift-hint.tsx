import { Link } from '@tanstack/react-router';
import { Info } from 'lucide-react';
import { lastShift, openShift } from '#queries/shifts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

/** Where a drawer is counted as a rule, and nobody opened it; a shop that counts none hears nothing of it. */
export function NoShiftHint() {
  const { till } = useShop();
  const open = useLive(openShift(till.db.read));
  const last = useLive(lastShift(till.db.read, till.device.id)).rows;
  if (open.isLoading || open.rows.length > 0 || last.length === 0) return null;
  return (
    <Notice
      tone="attention"
      icon={Info}
      title="No shift is open on this till"
      action={
        <Link
          to="/sales/shift"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          Open one
        </Link>
      }
    >
      Selling goes on all the same; the cash is counted in no drawer.
    </Notice>
  );
}
