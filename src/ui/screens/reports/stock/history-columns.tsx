import { Link } from '@tanstack/react-router';
import type { ItemMove } from '#queries/reports/item-moves.ts';
import { documentWord } from '#ui/document-words.ts';
import { dayText } from '#ui/day-text.ts';
import { papers } from '#ui/papers.ts';
import { SyncBadge } from '#ui/parts/sync-badge.tsx';
import type { Columns, ReportColumn } from '#ui/screens/reports/report-column.ts';
import { quantityColumn } from './quantity-text.tsx';
import { Signed } from './signed.tsx';

export interface CountedItem {
  readonly id: string;
  readonly name: string;
  readonly unit_symbol: string;
  readonly quantity_decimals: number;
  readonly is_batch_tracked: 0 | 1;
}

/** Without the ledger of every month since, what was there is left out rather than guessed. */
export function historyColumns(
  { money, text }: Columns,
  item: CountedItem,
  isWhole: boolean,
): readonly ReportColumn<ItemMove>[] {
  return [
    {
      head: 'Document',
      show: (move) => <DocumentLink move={move} />,
      file: (move) => move.number ?? '',
      isText: true,
    },
    { head: 'Kind', file: kindWord },
    { ...text<ItemMove>('Day', (move) => move.business_date), show: (move) => dayText(move.business_date) },
    ...(item.is_batch_tracked
      ? [text<ItemMove>('Batch', (move) => move.batch_number ?? '', { isWide: true })]
      : []),
    { head: 'State', file: ({ sync_status }) => sync_status },
    {
      ...quantityColumn<ItemMove>(
        'Moved',
        (move) => move.quantity_milli,
        () => item,
        { isBold: true },
      ),
      show: ({ quantity_milli }) => <Signed milli={quantity_milli} item={item} />,
    },
    quantityColumn(
      'On hand',
      (move) => (isWhole ? move.balance_milli : null),
      () => item,
    ),
    money('Value', (move) => move.value_minor, { isWide: true }),
  ];
}

function kindWord({ entity_type, kind }: ItemMove): string {
  return kind === 'return' ? 'Return' : documentWord(entity_type);
}

function DocumentLink({ move }: { readonly move: ItemMove }) {
  const paper = papers[move.entity_type];
  const to = move.sync_status === 'failed' ? '/queue/$id' : paper;
  const words = (
    <>
      <span className="num">{move.number ?? kindWord(move)}</span>
      <span className="text-soft block text-xs font-medium">{kindWord(move)}</span>
    </>
  );
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {to === undefined ? (
        words
      ) : (
        <Link
          to={to}
          params={{ id: move.document_id }}
          className="-my-2.5 flex min-h-touch flex-col justify-center py-2 underline-offset-4 hover:underline"
        >
          {words}
        </Link>
      )}
      {move.sync_status === 'synced' ? null : <SyncBadge status={move.sync_status} />}
    </span>
  );
}
