import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOverdue } from '#domain/credit.ts';
import type { OwingCustomer } from '#queries/owed.ts';
import { limitText } from '#ui/credit-text.ts';
import { dayText } from '#ui/day-text.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { useMoney } from '#ui/shop-context.tsx';
import { useOwedAge } from './use-owing.ts';

/** What is owed, of how much that may be, since when, and how old that is. */
export function OwedFacts({ customer }: { readonly customer: OwingCustomer }) {
  const money = useMoney();
  const age = useOwedAge();
  const { owed_minor, pending_minor, credit_limit_minor, credit_days, oldest_due_date } = customer;
  return (
    <dl className="bg-sunken num grid gap-2 rounded-lg p-4">
      <div className="flex items-baseline justify-between gap-3">
        <dt className="font-medium">
          {owed_minor < 0 ? 'To the good' : 'Owes'} <span className="text-soft text-sm">{age}</span>
        </dt>
        <dd className="text-2xl font-bold">{money(Math.abs(owed_minor))}</dd>
      </div>
      <Fact word="May owe">
        {limitText(credit_limit_minor, money)}
        {credit_limit_minor > 0 ? ` · ${daysText(credit_days)}` : ''}
      </Fact>
      {oldest_due_date ? (
        <Fact word="Oldest due">
          {dayText(oldest_due_date)} <OverdueBadge dueDate={oldest_due_date} />
        </Fact>
      ) : null}
      {pending_minor === 0 ? null : (
        <Fact word="Of it not sent yet">
          {pending_minor < 0 ? '−' : ''}
          {money(Math.abs(pending_minor))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-3">
      <dt className="text-soft">{word}</dt>
      <dd className="ms-auto text-end font-semibold">{children}</dd>
    </div>
  );
}

function daysText(days: number): string {
  if (days === 0) return 'due at once';
  return days === 1 ? 'for 1 day' : `for ${days} days`;
}

/** Nothing where it is not. */
export function OverdueBadge({ dueDate }: { readonly dueDate: string | null }) {
  const today = useToday();
  if (!isOverdue(dueDate, today)) return null;
  return (
    <Badge tone="bad" icon={CalendarClock}>
      Overdue
    </Badge>
  );
}
