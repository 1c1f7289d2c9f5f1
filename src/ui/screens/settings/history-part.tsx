import { CalendarMinus } from 'lucide-react';
import { useState } from 'react';
import { monthsHere } from '#queries/months-here.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { historyDays, useHistoryDays } from '#ui/hooks/use-preference.ts';
import { Button } from '#ui/parts/button.tsx';
import { Segmented } from '#ui/parts/segmented.tsx';
import { useShop } from '#ui/shop-context.tsx';

const words = { 7: 'A week', 31: 'A month', 366: 'A year' } as const;
const segments = historyDays.map((days) => ({ value: String(days), label: words[days] }));
const month = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Months that reports asked for: how long they stay, and which are here. */
export function HistoryPart() {
  const { till, monthData } = useShop();
  const [days, setDays] = useHistoryDays();
  const { rows } = useLive(monthsHere(till.db.read), 1000);
  const [isForgotten, setForgotten] = useState(false);
  const choose = (value: string) => {
    const chosen = historyDays.find((one) => String(one) === value);
    if (chosen) setDays(chosen);
  };
  const forget = async () => {
    await monthData.forget(rows.map((row) => row.month));
    setForgotten(true);
  };
  return (
    <>
      <p className="text-sm font-semibold">
        Months that a report asked for stay, from when it last asked, for
      </p>
      <Segmented label="Months stay for" value={String(days)} segments={segments} onChange={choose} />
      <ul className="num max-h-48 overflow-y-auto">
        {rows.map((row) => (
          <li key={row.month} className="flex justify-between gap-4 py-1">
            <span>{month.format(new Date(`${row.month}-01`))}</span>
            <span>{row.sale_count.toLocaleString()} sales</span>
          </li>
        ))}
      </ul>
      <Button icon={CalendarMinus} className="self-start" onClick={() => void forget()}>
        Remove older months from this device
      </Button>
      <output className="text-soft text-sm">
        {isForgotten
          ? 'They go with the next sync. Nothing is lost: the server has them, and a report brings them back.'
          : 'What the till needs stays: the last month, this one, and what waits to be sent.'}
      </output>
    </>
  );
}
