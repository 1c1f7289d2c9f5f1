import { Link } from '@tanstack/react-router';
import { PiggyBank } from 'lucide-react';
import { openShift, readOpenShift } from '#queries/shifts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** When the shift was opened that is open on this device; null where none is, undefined while it is looked for. */
export function useOpenedAt(): string | null | undefined {
  const { rows, isLoading } = useLive(openShift(useShop().till.db.read));
  if (rows[0]) return readOpenShift(rows[0]).opened_at;
  return isLoading ? undefined : null;
}

/** An open shift is on this device alone, and nowhere once it is cleared: it is closed first. */
export function OpenShiftGuard({ openedAt }: { readonly openedAt: string }) {
  return (
    <Notice
      tone="bad"
      icon={PiggyBank}
      role="alert"
      title={`A shift is open on this till since ${when.format(new Date(openedAt))}`}
      action={
        <Link
          to="/sales/shift"
          className="min-h-touch inline-flex items-center font-semibold underline underline-offset-4"
        >
          Go to the shift
        </Link>
      }
    >
      Its float and its cash in and out are only on this device. They are safe here; signing out would lose
      them. Count the drawer and close the shift first.
    </Notice>
  );
}
