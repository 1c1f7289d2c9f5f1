import clsx from 'clsx';
import type { ReactNode } from 'react';
import { monthsOf, type Period } from '#domain/period.ts';
import { dayText } from '#ui/day-text.ts';
import { Coverage } from './coverage.tsx';
import { isCovered, type Needs } from './coverage-words.ts';
import { PeriodPicker } from './period-picker.tsx';
import type { AskedReport } from './use-report.ts';
import { useMonths } from './use-months.ts';
import { useSummedDays } from './use-summed-days.ts';

interface ReportFrameProps {
  /** What stands on paper above the figures. */
  readonly heading: string;
  readonly asked: AskedReport;
  /** The documents and moves that the figures are made of; null where no month is asked for. */
  readonly covers: Period | null;
  /** What it reads of their months. */
  readonly needs?: Needs;
  /** Whether a period is chosen; a report of today's stock has none. */
  readonly hasPeriod?: boolean;
  /** What is printed is a paper of its own, without this heading. */
  readonly isPaper?: boolean;
  /** Choices beside the period. */
  readonly choices?: ReactNode;
  /** `isWhole`: everything that the report needs is on this device. */
  readonly children: (isWhole: boolean) => ReactNode;
}

/** What every report is made of: choices, what it is of, how whole and how fresh it is, and its figures. */
export function ReportFrame(props: ReportFrameProps) {
  const {
    heading,
    asked,
    covers,
    needs = 'documents',
    hasPeriod = true,
    isPaper = false,
    choices,
    children,
  } = props;
  const months = useMonths(covers ? monthsOf(covers) : []);
  const isWhole = months.states.every((state) => isCovered(state, needs));
  // A day whose costs are still coming would be added up again.
  useSummedDays(months.states.every(({ isHere }) => isHere));
  return (
    <div className="scroll-calm flex min-h-0 flex-1 flex-col gap-4 px-4 pb-6 md:px-6 print:overflow-visible">
      <div className="flex flex-wrap items-end gap-3 print:hidden">
        {hasPeriod ? <PeriodPicker {...asked} /> : null}
        {choices}
      </div>
      <div className={clsx('flex flex-col gap-4', isPaper && 'print:hidden')}>
        <h2 className="text-lg">{hasPeriod ? `${heading}, ${periodText(asked.period)}` : heading}</h2>
        <Coverage {...months} needs={needs} />
      </div>
      {children(isWhole)}
    </div>
  );
}

export function periodText({ from, to }: Period): string {
  return from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`;
}
