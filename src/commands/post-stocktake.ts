/**
 * What a stocktake found becomes one adjustment, by a manager or with a
 * manager's yes. Its id is made of the stocktake and of which one it is: who
 * posts the same one on another device is told that it is there.
 */
import type { Approval } from '#schema/documents/approval.ts';
import { newId } from '#schema/new-id.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { maxLines } from '#domain/sale.ts';
import { stocktakeAdjustmentId } from '#domain/stocktake-id.ts';
import type { Settings } from '#queries/settings.ts';
import { postAdjustment } from './post-adjustment.ts';
import type { Posted } from './post-document.ts';
import { isManager, type Till } from './till.ts';

/** What differs, with what a line says of it. */
export interface FoundDifference {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly item_name: string;
  readonly unit_symbol: string;
  readonly difference_milli: number;
}

export interface StocktakeRequest {
  readonly stocktake: { readonly id: string; readonly code: string; readonly name: string };
  /** Which adjustment of it this is (`nextAdjustment`), as of when the differences were read. */
  readonly n: number;
  readonly differences: readonly FoundDifference[];
  readonly settings: Settings;
  readonly approval?: Approval;
}

/** Of more lines than an adjustment holds the first are posted; the rest are a further one, once it is in the books. */
export async function postStocktake(till: Till, request: StocktakeRequest): Promise<Posted | Refused> {
  const { stocktake, n, settings, approval } = request;
  if (!isManager(till) && !approval?.approved_for.includes('adjustment'))
    return refused({ kind: 'not_allowed', needs: 'manager' });
  const lines = request.differences
    .filter(({ difference_milli }) => difference_milli !== 0)
    .slice(0, maxLines)
    .map((found) => ({
      id: newId(),
      // What is part of a piece in the books is put right as well.
      item: {
        ...found,
        id: found.item_id,
        name: found.item_name,
        quantity_decimals: 3,
        is_batch_tracked: 0 as const,
      },
      lot: found.lot_id === null ? null : { id: found.lot_id, batch_number: '', expiry_date: null },
      quantity_milli: found.difference_milli,
      unit_cost_minor: null,
    }));
  const further = n === 1 ? '' : `, adjustment ${n}`;
  return postAdjustment(till, {
    id: stocktakeAdjustmentId(stocktake.id, n),
    reason: 'count',
    note: `Stocktake ${[stocktake.name, stocktake.code].filter(Boolean).join(' · ')}${further}`,
    lines,
    settings,
    ...(approval ? { approval } : {}),
  });
}
