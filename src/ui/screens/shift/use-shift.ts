import { useMemo } from 'react';
import type { OpenShift } from '#domain/open-shift.ts';
import type { Takings } from '#domain/shift.ts';
import { readTakings, shiftTakings, type TakingsOf } from '#queries/shift-takings.ts';
import { openShift, readOpenShift } from '#queries/shifts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

/** The shift that is open on this device; undefined while it is looked for. */
export function useOpenShift(): OpenShift | null | undefined {
  const { rows, isLoading } = useLive(openShift(useShop().till.db.read));
  const [row] = rows;
  const shift = useMemo(() => (row ? readOpenShift(row) : null), [row]);
  return shift === null && isLoading ? undefined : shift;
}

export interface LiveTakings extends Takings {
  /** Of the documents in it, how many are not at the server yet. */
  readonly pending_count: number;
}

/** What came in since, live; null until it is known. */
export function useTakings(after: TakingsOf['after']): LiveTakings | null {
  const { till } = useShop();
  const [row] = useLive(shiftTakings(till.db.read, { deviceId: till.device.id, after }), 16).rows;
  return useMemo(() => (row ? { ...readTakings(row), pending_count: row.pending_count } : null), [row]);
}
