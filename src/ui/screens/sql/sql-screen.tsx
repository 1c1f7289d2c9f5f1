import { DatabaseZap } from 'lucide-react';
import { isManager } from '#commands/till.ts';
import { savedQueries } from '#queries/saved-queries.ts';
import { editorId } from '#schema/local-tables.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useLock } from '#ui/hooks/use-lock.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { WorkbenchView } from './workbench-view.tsx';

/** Questions in SQL, to a copy of what is on this device. */
export function SqlScreen() {
  useLock();
  const { till } = useShop();
  if (isManager(till)) return <Opened />;
  return (
    <Screen title="SQL workbench">
      <EmptyState icon={DatabaseZap} title="The workbench is for managers">
        Ask one to sign in here, or to change your role under Settings, People.
      </EmptyState>
    </Screen>
  );
}

function Opened() {
  const { rows, isLoading } = useLive(savedQueries(useShop().till.db.read));
  if (isLoading) return <Screen title="SQL workbench">{null}</Screen>;
  return (
    <WorkbenchView
      kept={rows.find(({ id }) => id === editorId)}
      saved={rows.filter(({ id }) => id !== editorId)}
    />
  );
}
