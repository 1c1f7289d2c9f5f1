import { useState } from 'react';
import { isManager } from '#commands/till.ts';
import type { OpenShift } from '#domain/open-shift.ts';
import { useScanToSell } from '#ui/hooks/use-scan-to-sell.ts';
import { UnpostedTakings } from '#ui/screens/refused/unposted-takings.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { ComparePart } from './compare-part.tsx';
import { CountPart } from './count-part.tsx';
import { figuresOfOpen } from './figures.ts';
import { NoShift } from './no-shift.tsx';
import { PastShifts } from './past-shifts.tsx';
import { RunningPart } from './running-part.tsx';
import { ShiftPaper } from './shift-paper.tsx';
import { useOpenShift, useTakings } from './use-shift.ts';

/** The drawer of this till, and what was closed. */
export function ShiftScreen() {
  const shift = useOpenShift();
  useScanToSell();
  return (
    <Screen title="Shift" section="sales">
      <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-6 px-4 pt-1 pb-6 md:px-6 print:block print:overflow-visible print:p-0">
        <div className="print:hidden empty:hidden">
          <UnpostedTakings />
        </div>
        {shift === undefined ? null : shift === null ? (
          <div className="max-w-2xl">
            <NoShift />
          </div>
        ) : (
          <Open key={shift.id} shift={shift} />
        )}
        <PastShifts />
      </div>
    </Screen>
  );
}

/** Open: it runs, it is counted, it is compared. A manager may look before it is counted. */
function Open({ shift }: { readonly shift: OpenShift }) {
  const { till } = useShop();
  const settings = useSettings();
  const takings = useTakings(shift.after);
  const [isCounting, setCounting] = useState(false);
  if (!settings || !takings) return null;
  const figures = figuresOfOpen(shift, takings, settings.currency_decimals);
  const isCounted = shift.counted_at !== null;
  const maySee = isCounted || (isManager(till) && !isCounting);
  return (
    <div className="grid content-start gap-6 md:grid-cols-[minmax(18rem,34rem)_1fr] print:block">
      <div className="print:hidden">
        {isCounted ? (
          <ComparePart shift={shift} figures={figures} />
        ) : isCounting ? (
          <CountPart shift={shift} onBack={() => setCounting(false)} />
        ) : (
          <RunningPart shift={shift} takings={takings} canPrint={maySee} onCount={() => setCounting(true)} />
        )}
      </div>
      {maySee ? (
        <div className="bg-sunken self-start rounded-lg p-4 md:p-8 print:bg-white print:p-0">
          <ShiftPaper
            figures={figures}
            settings={settings}
            currency={settings.currency}
            deviceCode={till.device.code}
            closed={null}
          />
        </div>
      ) : null}
    </div>
  );
}
