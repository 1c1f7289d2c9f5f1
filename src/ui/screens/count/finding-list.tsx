import clsx from 'clsx';
import { Repeat, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { formatQuantity } from '#domain/quantity.ts';
import { keyOf } from '#domain/stocktake.ts';
import type { Finding } from '#queries/stocktake-books.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { Button } from '#ui/parts/button.tsx';

const step = 200;

/** Counted, by the books, the difference. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const [limit, setLimit] = useState(step);
  return (
    <>
      <ul aria-label="Found" className="bg-surface border-line divide-line divide-y rounded-lg border">
        {findings.slice(0, limit).map((finding) => (
          <FindingRow key={keyOf(finding)} finding={finding} />
        ))}
      </ul>
      {findings.length > limit ? (
        <Button onClick={() => setLimit(limit + step)}>Show more ({findings.length - limit})</Button>
      ) : null}
    </>
  );
}

function FindingRow({ finding }: { readonly finding: Finding }) {
  const { difference_milli, counted_milli, book_milli, adjusted_milli, times } = finding;
  const quantity = (milli: number) => formatQuantity(milli, finding.quantity_decimals);
  const book = book_milli + adjusted_milli;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <p className="font-semibold break-words">{finding.item_name}</p>
        <p className="flex flex-wrap gap-1.5">
          {finding.batch_number ? <Badge tone="neutral">Batch {finding.batch_number}</Badge> : null}
          {times === 0 ? <Badge tone="attention">Not counted</Badge> : null}
          {times > 1 ? (
            <Badge tone="neutral" icon={Repeat}>
              Counted {times} times
            </Badge>
          ) : null}
          {finding.is_doubtful ? (
            <Badge tone="bad" icon={TriangleAlert}>
              Moved while it was counted: count again
            </Badge>
          ) : null}
        </p>
      </div>
      <dl className="num ms-auto grid grid-cols-3 gap-x-4 text-end">
        <Figure word="Counted" text={quantity(counted_milli)} />
        <Figure word="Books" text={quantity(book)} />
        <Figure
          word="Differs"
          text={`${difference_milli > 0 ? '+' : difference_milli < 0 ? '−' : ''}${quantity(Math.abs(difference_milli))}`}
          className={clsx('font-bold', difference_milli < 0 && 'text-danger-ink')}
        />
      </dl>
    </li>
  );
}

function Figure({
  word,
  text,
  className,
}: {
  readonly word: string;
  readonly text: string;
  readonly className?: string;
}) {
  return (
    <div className="min-w-18">
      <dt className="text-soft text-sm">{word}</dt>
      <dd className={clsx('text-lg', className)}>{text}</dd>
    </div>
  );
}
