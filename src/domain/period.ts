/** The days that a report is about: business dates, first and last of them in it. */
import { addDays } from './business-date.ts';

export interface Period {
  readonly from: string;
  readonly to: string;
}

export const presets = ['today', 'yesterday', 'week', 'month', 'last_month'] as const;
export type Preset = (typeof presets)[number];

/** `week` is the last seven days: it can be compared with any other, on any day. */
export function presetPeriod(preset: Preset, today: string): Period {
  const month = today.slice(0, 7);
  const periods: Record<Preset, () => Period> = {
    today: () => ({ from: today, to: today }),
    yesterday: () => ({ from: addDays(today, -1), to: addDays(today, -1) }),
    week: () => ({ from: addDays(today, -6), to: today }),
    month: () => ({ from: `${month}-01`, to: today }),
    last_month: () => wholeMonth(addDays(`${month}-01`, -1)),
  };
  return periods[preset]();
}

/**
 * What a period is compared with: as many days, right before it. The first days
 * of a month are compared with those of the month before, and a whole month
 * with the whole one.
 */
export function previousPeriod({ from, to }: Period): Period {
  if (from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)) {
    const before = wholeMonth(addDays(from, -1));
    if (to === wholeMonth(to).to) return before;
    const same = `${before.from.slice(0, 7)}${to.slice(7)}`;
    return { from: before.from, to: same < before.to ? same : before.to };
  }
  const days = dayCount({ from, to });
  return { from: addDays(from, -days), to: addDays(to, -days) };
}

export function dayCount({ from, to }: Period): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}

/** 'YYYY-MM' of each month that the period touches, oldest first. */
export function monthsOf({ from, to }: Period): readonly string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7); month = monthAfter(month)) months.push(month);
  return months;
}

function monthAfter(month: string): string {
  return addDays(`${month}-28`, 4).slice(0, 7);
}

function wholeMonth(day: string): Period {
  const month = day.slice(0, 7);
  return { from: `${month}-01`, to: addDays(`${monthAfter(month)}-01`, -1) };
}
