import type { Preset } from '#domain/period.ts';

export const presetWords: Readonly<Record<Preset, string>> = {
  today: 'Today',
  yesterday: 'Yesterday',
  week: 'Last 7 days',
  month: 'This month',
  last_month: 'Last month',
};
