import { History } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import type { Period } from '#domain/period.ts';
import { itemToMove } from '#queries/transfers.ts';
import { itemBalances, itemMoves } from '#queries/reports/item-moves.ts';
import { stockPage } from '#queries/on-hand.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { useColumns } from '#ui/screens/reports/report-column.ts';
import { ReportFrame } from '#ui/screens/reports/report-frame.tsx';
import { ReportTable } from '#ui/screens/reports/report-table.tsx';
import { reportThrottleMs } from '#ui/screens/reports/report-throttle.ts';
import { useReport } from '#ui/screens/reports/use-report.ts';
import { useShop } from '#ui/shop-context.tsx';
import { historyColumns, type CountedItem } from './history-columns.tsx';
import { HistoryFigures } from './history-figures.tsx';
import { ItemLink } from './item-link.tsx';

/** Everything that moved the stock of one item, with what was there after it. */
export function ItemHistoryReport() {
  const asked = useReport('month');
  const { of } = asked.search;
  const { read } = useShop().till.db;
  const { rows, isLoading } = useLive(itemToMove(read, of ?? ''));
  const [item] = rows;
  if (isLoading) return null;
  if (!item) return <ChooseItem />;
  return (
    <ReportFrame
      heading={item.name}
      asked={asked}
      covers={{ from: asked.period.from, to: asked.today }}
      needs="ledger"
    >
      {(isWhole) => <Moves item={item} period={asked.period} isWhole={isWhole} />}
    </ReportFrame>
  );
}

interface MovesProps {
  readonly item: CountedItem;
  readonly period: Period;
  readonly isWhole: boolean;
}

function Moves({ item, period, isWhole }: MovesProps) {
  const { read } = useShop().till.db;
  const columns = useColumns();
  const { rows, isLoading } = useLive(itemMoves(read, item.id, period), reportThrottleMs);
  const balances = useLive(itemBalances(read, item.id, period), reportThrottleMs);
  if (isLoading || balances.isLoading) return null;
  return (
    <>
      <HistoryFigures item={item} moves={rows} balances={isWhole ? balances.rows[0] : undefined} />
      {rows.length === 0 ? (
        <EmptyState
          icon={History}
          title={isWhole ? 'Nothing moved in these days' : 'Nothing of these days is here yet'}
        >
          {isWhole ? 'Choose another period above.' : 'It is shown as it comes in.'}
        </EmptyState>
      ) : (
        <ReportTable
          caption={`Moves of ${item.name}`}
          fileName={`moves-${period.from}-${period.to}`}
          columns={historyColumns(columns, item, isWhole)}
          rows={rows}
          keyOf={({ id }) => id}
        />
      )}
    </>
  );
}

function ChooseItem() {
  const [text, setText] = useState('');
  const { read } = useShop().till.db;
  const { rows } = useLive(stockPage(read, { text: useDeferredValue(text), limit: 50, offset: 0 }));
  return (
    <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6">
      <SearchField label="Search items" value={text} onChange={setText} />
      <ul aria-label="Items" className="bg-surface border-line divide-line divide-y rounded-lg border">
        {rows.map(({ id, name }) => (
          <li key={id} className="px-4 py-3 font-semibold">
            <ItemLink id={id} name={name} />
          </li>
        ))}
      </ul>
    </div>
  );
}
