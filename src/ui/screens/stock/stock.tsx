import { Boxes } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { SearchField } from '#ui/parts/search-field.tsx';
import { VirtualList } from '#ui/parts/virtual-list.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { BatchDialog } from './batch-dialog.tsx';
import { StockRowView } from './stock-row-view.tsx';
import { useStockWindow, type StockRow } from './use-stock-window.ts';

const whole = new Intl.NumberFormat();

/** What is on hand: what the server booked, and what this device sold since. */
export function Stock() {
  const [text, setText] = useState('');
  const [batchesOf, setBatchesOf] = useState<StockRow | null>(null);
  const words = useDeferredValue(text);
  const { total, isLoading, row, onWindow } = useStockWindow(words.trim());
  useScanner(setText);
  return (
    <Screen
      title="Stock on hand"
      section="stock"
      actions={
        <>
          <p className="num text-soft text-sm" aria-live="polite">
            {total === 1 ? '1 item' : `${whole.format(total)} items`}
          </p>
          <SearchField label="Find an item" value={text} onChange={setText} />
        </>
      }
    >
      <div className="min-h-0 flex-1 px-4 pb-3 md:px-6">
        {total > 0 ? (
          <VirtualList
            key={words}
            label="Stock on hand"
            count={total}
            rowHeight={68}
            onWindow={onWindow}
            render={(index) => <StockRowView row={row(index)} onBatches={setBatchesOf} />}
          />
        ) : isLoading ? null : (
          <EmptyState icon={Boxes} title="No item matches">
            Search for a part of the name.
          </EmptyState>
        )}
      </div>
      {batchesOf ? <BatchDialog of={batchesOf} onClose={() => setBatchesOf(null)} /> : null}
    </Screen>
  );
}
