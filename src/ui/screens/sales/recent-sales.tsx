import { Link, useNavigate } from '@tanstack/react-router';
import { ChevronRight, Flag, ReceiptText, Undo2 } from 'lucide-react';
import clsx from 'clsx';
import { useState } from 'react';
import { recentSales, type RecentSale } from '#queries/recent-sales.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { newId } from '#schema/new-id.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { UnpostedTakings } from '#ui/screens/refused/unposted-takings.tsx';
import { NoShiftHint } from '#ui/screens/shift/no-shift-hint.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { OlderSale } from './older-sale.tsx';
import { ReturnDrafts } from './return-drafts.tsx';

const mostSales = 500;
/** As on a receipt, in small letters. */
const isWholeNumber = /^s-.+-\d{6,}$/;
const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** Every sale once, whether the server has it yet or not; live. */
export function RecentSales() {
  const { till } = useShop();
  const [text, setText] = useState('');
  const { rows, isLoading } = useLive<RecentSale>(recentSales(till.db.read, mostSales), 16);
  const navigate = useNavigate();
  useScanner((code) => {
    const scanned = rows.find((sale) => sale.number === code);
    if (scanned) void navigate({ to: '/sales/$id', params: { id: scanned.id } });
    else setText(code);
  });
  const takeBack = () => void navigate({ to: '/sales/returns/$id', params: { id: newId() } });
  useHotkeys({ F2: takeBack });
  const wanted = text.trim().toLowerCase();
  const sales = wanted === '' ? rows : rows.filter((sale) => sale.number.toLowerCase().includes(wanted));
  return (
    <Screen
      title="Sales"
      section="sales"
      actions={
        <>
          <SearchField label="Find by number" value={text} onChange={setText} />
          <Button size="lg" icon={Undo2} keyName="F2" onClick={takeBack}>
            Return without a receipt
          </Button>
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-3 md:px-6">
        <UnpostedTakings />
        <NoShiftHint />
        <ReturnDrafts />
        {sales.length > 0 ? (
          <div className="min-h-0 flex-1">
            <VirtualList
              label="Recent sales"
              count={sales.length}
              rowHeight={76}
              render={(index) => {
                const sale = sales[index];
                return sale ? <SaleRow sale={sale} /> : null;
              }}
            />
          </div>
        ) : isLoading ? null : (
          <EmptyState icon={ReceiptText} title={wanted === '' ? 'No sales yet' : 'No sale with this number'}>
            {wanted === '' ? (
              'The first one appears here the moment it is stored.'
            ) : isWholeNumber.test(wanted) ? (
              <OlderSale key={wanted} number={wanted.toUpperCase()} />
            ) : (
              'Type or scan the whole number to look for an older one at the server.'
            )}
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}

/** What is not in the books opens what can be done about it; all else its receipt. */
function SaleRow({ sale }: { readonly sale: RecentSale }) {
  const money = useMoney();
  const isReturn = sale.kind === 'return';
  const isVoid = sale.sync_status === 'void' || sale.sync_status === 'dismissed';
  return (
    <Link
      to={isVoid || sale.sync_status === 'failed' ? '/queue/$id' : '/sales/$id'}
      params={{ id: sale.id }}
      className="bg-surface border-line hover:bg-hover flex h-[4.25rem] items-center gap-4 rounded-lg border px-4 -outline-offset-3!"
    >
      <span className="min-w-0 flex-1">
        <span
          className={clsx('num block truncate text-lg leading-snug font-semibold', isVoid && 'line-through')}
        >
          {sale.number || 'Without a number'}
        </span>
        <span className="num text-soft block truncate text-sm">
          {sale.elsewhere ? `Till ${sale.elsewhere} · ` : ''}
          {sale.sync_status === 'failed' ? (
            <span className="text-danger-ink">{serverFailure(sale.error_code, sale.last_error).title}</span>
          ) : (
            <time dateTime={sale.client_created_at}>{when.format(new Date(sale.client_created_at))}</time>
          )}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <span
          className={clsx('num min-w-20 text-end text-lg leading-snug font-bold', isVoid && 'line-through')}
        >
          {sale.total_minor === null ? '' : money(isReturn ? -sale.total_minor : sale.total_minor)}
        </span>
        <span className="flex flex-row-reverse items-center gap-1.5 sm:gap-4">
          <SyncBadge status={sale.sync_status} />
          {isReturn ? (
            <Badge tone="neutral" icon={Undo2}>
              Return
            </Badge>
          ) : null}
          {sale.flags !== '[]' && sale.flags !== '' ? (
            <Badge tone="attention" icon={Flag}>
              <span className="max-sm:sr-only">Flagged</span>
            </Badge>
          ) : null}
        </span>
      </span>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}
