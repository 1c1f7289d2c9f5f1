/** What a report is asked for, as its address says it. */
import { useMemo } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import type { Period, Preset } from '#domain/period.ts';
import { useToday } from '#ui/hooks/use-today.ts';
import { periodOf, type ReportSearch } from './report-search.ts';

const route = getRouteApi('/reports/$report');

export interface AskedReport {
  readonly search: ReportSearch;
  readonly period: Period;
  /** Null of two days of somebody's own. */
  readonly preset: Preset | null;
  readonly today: string;
  /** The address follows, and the way back does not go through every choice. */
  readonly change: (part: Partial<ReportSearch>) => void;
}

export function useReport(otherwise: Preset = 'week'): AskedReport {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const today = useToday();
  return useMemo(
    () => ({
      search,
      today,
      period: periodOf(search, today, otherwise),
      preset: search.preset ?? (search.from === undefined ? otherwise : null),
      change: (part) =>
        void navigate({ search: (before) => ({ ...withoutPeriod(before, part), ...part }), replace: true }),
    }),
    [search, navigate, today, otherwise],
  );
}

/** A new period takes the place of the old one whole. */
function withoutPeriod(search: ReportSearch, part: Partial<ReportSearch>): ReportSearch {
  if (!('preset' in part) && !('from' in part)) return search;
  const { preset: _preset, from: _from, to: _to, ...rest } = search;
  return rest;
}
