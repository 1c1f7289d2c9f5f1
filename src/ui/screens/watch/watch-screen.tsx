import { CalendarClock, PackageMinus } from 'lucide-react';
import { useState } from 'react';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { Segmented } from '#ui/parts/segmented.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ExpiringList } from './expiring-list.tsx';
import { LowList } from './low-list.tsx';

const parts = [
  { value: 'expiring', label: 'Expiring', icon: CalendarClock },
  { value: 'low', label: 'Low', icon: PackageMinus },
] as const;

/** What to sell first, to take off the shelf, to buy: from what this device knows. */
export function WatchScreen() {
  const [part, setPart] = useState<'expiring' | 'low'>('expiring');
  useScanToSell();
  return (
    <Screen
      title="Expiring and low"
      section="stock"
      actions={<Segmented label="Shown" value={part} segments={parts} onChange={setPart} />}
    >
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6">
        {part === 'expiring' ? <ExpiringList /> : <LowList />}
      </div>
    </Screen>
  );
}
