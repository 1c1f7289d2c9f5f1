import { Link } from '@tanstack/react-router';
import { ArrowLeftRight } from 'lucide-react';
import type { GivenBack } from '#ui/cart/use-given-back.ts';
import { useMoney } from '#ui/shop-context.tsx';

interface GivenBackRowProps {
  readonly given: GivenBack;
  readonly total_minor: number;
}

/** What the customer gave back for this sale, and opens it. */
export function GivenBackRow({ given, total_minor }: GivenBackRowProps) {
  const money = useMoney();
  const { draft, worth_minor } = given;
  const look = 'min-h-touch flex max-w-full items-center gap-2 font-semibold underline underline-offset-4';
  const words = (
    <>
      <ArrowLeftRight aria-hidden size={18} className="shrink-0" />
      <span className="truncate">
        Given back
        {draft.original ? <span className="max-lg:sr-only"> of {draft.original.number}</span> : null}
      </span>
    </>
  );
  return (
    <>
      <div className="text-soft flex justify-between gap-3">
        <dt>Total</dt>
        <dd>{money(total_minor)}</dd>
      </div>
      <div className="flex items-center justify-between gap-3">
        <dt className="min-w-0">
          {draft.original ? (
            <Link to="/sales/$id/return" params={{ id: draft.original.id }} className={look}>
              {words}
            </Link>
          ) : (
            <Link to="/sales/returns/$id" params={{ id: draft.id }} className={look}>
              {words}
            </Link>
          )}
        </dt>
        <dd data-testid="given-back" className="whitespace-nowrap">
          −{money(worth_minor)}
        </dd>
      </div>
    </>
  );
}
