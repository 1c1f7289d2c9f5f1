import { ArrowDownToLine, ArrowUpFromLine, Calculator, Printer } from 'lucide-react';
import { useState } from 'react';
import type { OpenShift } from '#domain/open-shift.ts';
import { members } from '#queries/members.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { printPaper } from '#ui/screens/receipt/print-paper.ts';
import { Facts } from '#ui/screens/settings/facts.tsx';
import { useMoney, useShop } from '#ui/shop-context.tsx';
import { CashDialog } from './cash-dialog.tsx';
import type { LiveTakings } from './use-shift.ts';

interface RunningPartProps {
  readonly shift: OpenShift;
  readonly takings: LiveTakings;
  readonly canPrint: boolean;
  readonly onCount: () => void;
}

const when = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });

/** While it goes on: cash in and out, the way to the count. What should be in the drawer is not told. */
export function RunningPart({ shift, takings, canPrint, onCount }: RunningPartProps) {
  const money = useMoney();
  const people = useLive(members(useShop().till.db.read)).rows;
  const [moving, setMoving] = useState<'in' | 'out' | null>(null);
  useHotkeys(
    moving
      ? {}
      : {
          F2: () => setMoving('in'),
          F4: () => setMoving('out'),
          F9: onCount,
          F10: canPrint ? printPaper : undefined,
        },
  );
  const documents = takings.sources.reduce((sum, { document_count }) => sum + document_count, 0);
  const unposted = takings.sources.reduce((sum, { unposted_count }) => sum + unposted_count, 0);
  const opened = people.find(({ user_id }) => user_id === shift.opened_by)?.name;
  return (
    <Panel title="The shift is open">
      <Facts
        facts={[
          ['Opened', `${when.format(new Date(shift.opened_at))}${opened ? ` by ${opened}` : ''}`],
          ['Float', money(shift.float_minor)],
          [
            'Documents',
            `${documents}${takings.pending_count > 0 ? `, ${takings.pending_count} pending` : ''}`,
          ],
          ...(unposted > 0 ? [['Refused', String(unposted)] as const] : []),
        ]}
      />
      <div className="grid grid-cols-[repeat(auto-fit,minmax(10.5rem,1fr))] gap-3">
        <Button size="lg" icon={ArrowDownToLine} keyName="F2" onClick={() => setMoving('in')}>
          Cash in
        </Button>
        <Button size="lg" icon={ArrowUpFromLine} keyName="F4" onClick={() => setMoving('out')}>
          Cash out
        </Button>
      </div>
      <Movements shift={shift} />
      <Button tone="primary" size="xl" icon={Calculator} keyName="F9" onClick={onCount}>
        Count and close
      </Button>
      {canPrint ? (
        <Button size="lg" icon={Printer} keyName="F10" onClick={printPaper}>
          Print X report
        </Button>
      ) : (
        <p className="text-soft text-sm">What should be in the drawer shows once it is counted.</p>
      )}
      {moving ? <CashDialog shiftId={shift.id} direction={moving} onClose={() => setMoving(null)} /> : null}
    </Panel>
  );
}

function Movements({ shift }: { readonly shift: OpenShift }) {
  const money = useMoney();
  if (shift.movements.length === 0) return null;
  return (
    <ul aria-label="Cash in and out" className="divide-line divide-y">
      {shift.movements.map(({ id, direction, amount_minor, reason, moved_at }) => (
        <li key={id} className="flex items-center gap-4 py-2">
          <span className="min-w-0 flex-1">
            <span className="block font-semibold break-words">{reason}</span>
            <time dateTime={moved_at} className="num text-soft text-sm">
              {when.format(new Date(moved_at))}
            </time>
          </span>
          <span className="num text-end font-bold">
            {money(direction === 'in' ? amount_minor : -amount_minor)}
          </span>
        </li>
      ))}
    </ul>
  );
}
