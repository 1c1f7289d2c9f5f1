import { Info } from 'lucide-react';
import { endOf, lastShift, type LastShift } from '#queries/shifts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { FloatForm } from './float-form.tsx';
import { useTakings } from './use-shift.ts';

/** No shift is open: selling goes on all the same, and opening one is one key. */
export function NoShift() {
  const { till } = useShop();
  const { rows, isLoading } = useLive(lastShift(till.db.read, till.device.id));
  if (isLoading) return null;
  const [last] = rows;
  return (
    <Panel title="No shift is open on this till">
      <p className="text-soft">
        Selling works without one. A shift says what the drawer should hold when it is counted.
      </p>
      {last ? <SoldSince last={last} /> : null}
      <FloatForm last={last ?? null} />
    </Panel>
  );
}

function SoldSince({ last }: { readonly last: LastShift }) {
  const takings = useTakings(endOf(last));
  const count = takings?.sources.reduce((sum, { document_count }) => sum + document_count, 0) ?? 0;
  if (count === 0) return null;
  return (
    <Notice
      tone="attention"
      icon={Info}
      title={
        count === 1
          ? '1 sale since the last shift is in no shift'
          : `${count} sales since the last shift are in no shift`
      }
    >
      Their cash is in the drawer: count it into the float.
    </Notice>
  );
}
