import { useSearch } from '@tanstack/react-router';
import { FileQuestionMark, ShieldAlert } from 'lucide-react';
import { mayEditMasters } from '#commands/save-masters.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { RecordHistory } from './record-history.tsx';

/** Who changed what of one record, and when: for managers, from the server (R11.3-6). */
export function HistoryScreen() {
  const { till } = useShop();
  const { table, id } = useSearch({ from: '/catalog/history' });
  useScanToSell();
  if (!mayEditMasters(till, 'items')) {
    return (
      <Screen title="History">
        <EmptyState icon={ShieldAlert} title="This is for managers">
          Prices and limits, and who set them, are theirs to review.
        </EmptyState>
      </Screen>
    );
  }
  if (table === undefined || id === undefined) {
    return (
      <Screen title="History">
        <EmptyState icon={FileQuestionMark} title="Choose a record first">
          Open it, then its history.
        </EmptyState>
      </Screen>
    );
  }
  return <RecordHistory key={`${table} ${id}`} table={table} id={id} />;
}
