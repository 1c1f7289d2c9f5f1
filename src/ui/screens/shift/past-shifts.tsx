import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { listedShifts, type ListedShift } from '#queries/shifts.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { varianceWord } from './words.ts';

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** What was closed, on every till: all of them for a manager, for a cashier their own. */
export function PastShifts() {
  const { till } = useShop();
  const { rows } = useLive<ListedShift>(listedShifts(till.db.read), 16);
  const isOwn = ({ opened_by, cashier_id }: ListedShift) =>
    opened_by === till.cashier.id || cashier_id === till.cashier.id;
  const shifts = isManager(till) ? rows : rows.filter(isOwn);
  if (shifts.length === 0) return null;
  return (
    <section aria-label="Closed shifts" className="flex flex-col gap-2 print:hidden">
      <h2 className="text-lg">Closed</h2>
      <ul className="flex flex-col gap-2">
        {shifts.map((shift) => (
          <li key={shift.id}>
            <ShiftRow shift={shift} />
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What is not in the books opens what can be done about it; all else its report. */
function ShiftRow({ shift }: { readonly shift: ListedShift }) {
  const money = useMoney();
  const isFailed = shift.sync_status === 'failed';
  const isVoid = shift.sync_status === 'void' || shift.sync_status === 'dismissed';
  const variance = shift.variance_minor;
  return (
    <Link
      to={isVoid || isFailed ? '/queue/$id' : '/sales/shift/$id'}
      params={{ id: shift.id }}
      className="bg-surface border-line hover:bg-hover flex min-h-[4.25rem] items-center gap-4 rounded-lg border px-4 py-2 -outline-offset-3!"
    >
      <span className="min-w-0 flex-1">
        <span
          className={clsx('num block truncate text-lg leading-snug font-semibold', isVoid && 'line-through')}
        >
          {shift.number || 'Without a number'}
        </span>
        <span className="num text-soft block truncate text-sm">
          {isFailed ? (
            <span className="text-danger-ink">{serverFailure(shift.error_code, shift.last_error).title}</span>
          ) : (
            <time dateTime={shift.client_created_at}>{when.format(new Date(shift.client_created_at))}</time>
          )}
          {shift.cashier_name ? ` · ${shift.cashier_name}` : ''}
          {shift.device_code ? ` · Till ${shift.device_code}` : ''}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        {variance === null ? null : (
          <span className="num min-w-28 text-end">
            <span className="block text-lg leading-snug font-bold">{money(shift.total_minor ?? 0)}</span>
            <span
              className={clsx('block text-sm font-semibold', variance === 0 ? 'text-soft' : 'text-amber-ink')}
            >
              {variance === 0 ? varianceWord(0) : `${varianceWord(variance)} ${money(Math.abs(variance))}`}
            </span>
          </span>
        )}
        <SyncBadge status={shift.sync_status} />
      </span>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}
