import { Link } from '@tanstack/react-router';
import { ChevronRight, HandCoins } from 'lucide-react';
import { useMemo, useState } from 'react';
import { isOverdue } from '#domain/credit.ts';
import { owingCustomer, owingNamed, type OwingCustomer } from '#queries/owed.ts';
import { OverdueBadge } from '#ui/customers/owed-facts.tsx';
import { useOwedAge } from '#ui/customers/use-owing.ts';
import { dayText } from '#ui/day-text.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';

/** Who owes what, what is overdue first; with a name, everybody of that name. */
export function CustomerList() {
  const { read } = useShop().till.db;
  const money = useMoney();
  const today = useToday();
  const age = useOwedAge();
  const [text, setText] = useState('');
  const { rows, isLoading } = useLive(owingNamed(read, text), 100);
  useScanToSell();
  const customers = useMemo(() => overdueFirst(rows.map(owingCustomer), today), [rows, today]);
  const owed = customers.reduce((sum, { owed_minor }) => sum + Math.max(owed_minor, 0), 0);
  return (
    <Screen
      title="Customers"
      section="sales"
      actions={<SearchField label="Find by name" value={text} onChange={setText} />}
    >
      <div className="flex min-h-0 flex-1 flex-col gap-3 px-4 pb-3 md:px-6">
        {customers.length > 0 ? (
          <>
            <p className="num text-soft flex flex-wrap justify-between gap-x-4">
              <span>{text.trim() === '' ? 'Who owes, overdue first' : 'Everybody of this name'}</span>
              <span>
                <span className="text-ink font-semibold">{money(owed)}</span> owed {age}
              </span>
            </p>
            <div className="min-h-0 flex-1">
              <VirtualList
                label="Customers"
                count={customers.length}
                rowHeight={76}
                render={(index) => {
                  const customer = customers[index];
                  return customer ? <CustomerRow customer={customer} /> : null;
                }}
              />
            </div>
          </>
        ) : isLoading ? null : (
          <EmptyState
            icon={HandCoins}
            title={text.trim() === '' ? 'Nobody owes anything' : 'No customer of this name'}
          >
            {text.trim() === ''
              ? 'Who takes goods on credit is listed here. Find anybody by name to take money ahead.'
              : 'Customers are added in the catalog.'}
          </EmptyState>
        )}
      </div>
    </Screen>
  );
}

/** Within each the oldest first; who owes nothing, by name. */
function overdueFirst(customers: readonly OwingCustomer[], today: string): readonly OwingCustomer[] {
  const rank = ({ oldest_due_date }: OwingCustomer) =>
    oldest_due_date === null ? 2 : isOverdue(oldest_due_date, today) ? 0 : 1;
  return customers.toSorted(
    (a, b) => rank(a) - rank(b) || (a.oldest_due_date ?? '').localeCompare(b.oldest_due_date ?? ''),
  );
}

function CustomerRow({ customer }: { readonly customer: OwingCustomer }) {
  const money = useMoney();
  const { id, name, phone, owed_minor, oldest_due_date } = customer;
  return (
    <Link
      to="/sales/customers/$id"
      params={{ id }}
      className="bg-surface border-line hover:bg-hover flex h-[4.25rem] items-center gap-4 rounded-lg border px-4 -outline-offset-3!"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-lg leading-snug font-semibold">{name}</span>
        <span className="num text-soft block truncate text-sm">
          {oldest_due_date ? `Due ${dayText(oldest_due_date)}` : (phone ?? 'Nothing is due')}
        </span>
      </span>
      <span className="flex flex-col items-end gap-1 sm:flex-row-reverse sm:items-center sm:gap-4">
        <span className="num min-w-24 text-end text-lg leading-snug font-bold">
          {money(Math.abs(owed_minor))}
          {owed_minor < 0 ? <span className="text-soft block text-sm font-medium">to the good</span> : null}
        </span>
        <OverdueBadge dueDate={oldest_due_date} />
      </span>
      <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
    </Link>
  );
}
