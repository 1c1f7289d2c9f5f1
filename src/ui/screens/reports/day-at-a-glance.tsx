import { addDays } from '#domain/business-date.ts';
import { salesBy } from '#queries/reports/sales-by.ts';
import { monthsOf } from '#domain/period.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import { Bars } from './bars.tsx';
import { reportThrottleMs } from './report-throttle.ts';
import { Figures } from './sales/figures.tsx';
import { nothingSold, shownRows } from './sales/sales-rows.ts';
import { useMonths } from './use-months.ts';
import { useSummedDays } from './use-summed-days.ts';

const shownDays = 14;

/** Today beside yesterday, and the two weeks that led to it, by one question to the database. */
export function DayAtAGlance({ today }: { readonly today: string }) {
  const { read } = useShop().till.db;
  const period = { from: addDays(today, 1 - shownDays), to: today };
  const { rows, isLoading } = useLive(salesBy(read, { period, by: 'day', offsets: [] }), reportThrottleMs);
  // Margins are of the ledger, which a till does not keep otherwise.
  const { states } = useMonths(monthsOf(period));
  useSummedDays(states.every(({ isHere }) => isHere));
  const days = shownRows(rows, 'day', period);
  const on = (day: string) => days.find(({ key }) => key === day) ?? nothingSold(day);
  // Its room is kept: what is below does not jump.
  return (
    <section
      aria-label="Today"
      aria-busy={isLoading}
      className="flex min-h-96 shrink-0 flex-col gap-3 lg:min-h-80"
    >
      <h2 className="text-lg">Today</h2>
      {isLoading ? null : (
        <>
          <Figures now={on(today)} before={on(addDays(today, -1))} than="yesterday" />
          <Bars
            rows={days.map(({ key, name, gross_minor }) => ({ key, name, amount_minor: gross_minor }))}
            label={`Sales of the last ${shownDays} days`}
            more="The report of sales has every figure."
          />
        </>
      )}
    </section>
  );
}
