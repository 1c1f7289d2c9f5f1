import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { ChevronRight, FilePen } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListedDocument } from '#queries/listed-documents.ts';
import { serverFailure } from '#ui/server-failure.ts';
import { useNow } from '#ui/hooks/use-now.ts';
import { Badge } from '#ui/parts/badge.tsx';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import { agoText } from '#ui/screens/queue/ago.ts';

type Place =
  | '/stock/transfers/send/$id'
  | '/stock/transfers/receive/$id'
  | '/stock/transfers/sent/$id'
  | '/stock/transfers/received/$id'
  | '/queue/$id';

interface RowProps {
  readonly to: Place;
  readonly id: string;
  readonly title: string;
  readonly detail: ReactNode;
  readonly badge: ReactNode;
  readonly isVoid?: boolean;
}

export function TransferRow({ to, id, title, detail, badge, isVoid = false }: RowProps) {
  return (
    <li>
      <Link
        to={to}
        params={{ id }}
        className="bg-surface border-line hover:bg-hover flex min-h-[4.25rem] flex-wrap items-center gap-x-4 gap-y-1 rounded-lg border px-4 py-2 -outline-offset-3!"
      >
        <span className="min-w-0 flex-1 basis-52">
          <span
            className={clsx(
              'num block truncate text-lg leading-snug font-semibold',
              isVoid && 'line-through',
            )}
          >
            {title}
          </span>
          <span className="num text-soft line-clamp-2 text-sm break-words">{detail}</span>
        </span>
        {badge}
        <ChevronRight aria-hidden size={20} className="text-soft max-sm:hidden" />
      </Link>
    </li>
  );
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

export function Time({ at }: { readonly at: string }) {
  return <time dateTime={at}>{when.format(new Date(at))}</time>;
}

interface PostedRowProps {
  readonly document: ListedDocument;
  readonly to: '/stock/transfers/sent/$id' | '/stock/transfers/received/$id';
  /** From where, or where to. */
  readonly words: string;
  /** What is said once the server has it. */
  readonly badge?: ReactNode;
}

/** What is not in the books opens what can be done about it; all else its paper. */
export function PostedRow({ document: of, to, words, badge }: PostedRowProps) {
  const isVoid = of.sync_status === 'void';
  const isFailed = of.sync_status === 'failed';
  const detail = isFailed ? (
    <span className="text-danger-ink">{serverFailure(of.error_code, of.last_error).title}</span>
  ) : (
    <Time at={of.client_created_at} />
  );
  return (
    <TransferRow
      to={isVoid || isFailed ? '/queue/$id' : to}
      id={of.id}
      title={of.number || 'Without a number'}
      detail={
        <>
          {words} · {of.elsewhere ? `Till ${of.elsewhere} · ` : ''}
          {detail}
        </>
      }
      badge={of.sync_status === 'synced' && badge ? badge : <SyncBadge status={of.sync_status} />}
      isVoid={isVoid}
    />
  );
}

interface DraftRowProps {
  readonly to: '/stock/transfers/send/$id' | '/stock/transfers/receive/$id';
  readonly id: string;
  readonly title: string;
  readonly lineCount: number;
  readonly at: string;
}

export function DraftRow({ to, id, title, lineCount, at }: DraftRowProps) {
  const now = useNow();
  return (
    <TransferRow
      to={to}
      id={id}
      title={title}
      detail={`${linesWord(lineCount)} · changed ${agoText(at, now)}`}
      badge={
        <Badge tone="neutral" icon={FilePen}>
          Draft
        </Badge>
      }
    />
  );
}

export function linesWord(count: number): string {
  return count === 1 ? '1 line' : `${count} lines`;
}

interface RowsProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the list, under its heading. */
export function Rows({ title, children }: RowsProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="text-lg">{title}</h2>
      <ul className="flex flex-col gap-2">{children}</ul>
    </section>
  );
}
