/** What a stocktake found, live, and what stands in the way of posting it. */
import { useMemo } from 'react';
import { nextAdjustment } from '#domain/stocktake-id.ts';
import { findingsOf, stocktakeBooks, type AbsentScope } from '#queries/stocktake-books.ts';
import { adjustmentIds, knownAdjustments, usedAdjustments } from '#queries/stocktakes.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { Stocktake } from './stocktakes-of.ts';

export function useFindings({ id, sheets }: Stocktake, absent: AbsentScope) {
  const { db, location } = useShop().till;
  const { rows } = useLive(
    stocktakeBooks(db.read, { stocktakeId: id, locationId: location.id, absent }),
    100,
  );
  const adjustments = useLive(knownAdjustments(db.read, adjustmentIds(id))).rows;
  const used = useLive(usedAdjustments(db.read, adjustmentIds(id))).rows;
  const [row] = rows;
  const findings = useMemo(() => (row ? findingsOf(row) : []), [row]);
  return {
    isLoading: row === undefined,
    /** Stock is here whose documents are still on their way. */
    isBehind: row?.is_behind === 1,
    findings,
    adjustments,
    /** How many are in the books. */
    posted: adjustments.filter(({ in_books }) => in_books === 1).length,
    /** Which adjustment of it the next is. */
    next: nextAdjustment(
      id,
      used.map((one) => one.id),
    ),
    /** This device's own that is not settled. */
    open: adjustments.find(({ own_state }) => own_state !== null) ?? null,
    /** Counted on this device, and not at the server yet. */
    unsent: sheets.filter(({ sync_status, elsewhere }) => sync_status !== 'synced' && elsewhere === null),
    /** Refused on other tills: what they say is not known here. */
    missing: sheets.filter(({ elsewhere }) => elsewhere !== null),
  };
}

export type Findings = ReturnType<typeof useFindings>;
