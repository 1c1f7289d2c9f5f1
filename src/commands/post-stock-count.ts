/** A count sheet becomes a document: it moves nothing, and is everybody's work. */
import type { CountSheet } from '#domain/count-sheet.ts';
import type { Refused } from '#domain/refusal.ts';
import { makeStockCount } from '#domain/stock-count.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface StockCountRequest {
  readonly sheet: CountSheet;
  readonly settings: Settings;
}

export async function postStockCount(
  till: Till,
  { sheet, settings }: StockCountRequest,
): Promise<Posted | Refused> {
  const made = makeStockCount(sheet, postingContext(till, settings, null));
  if (made.kind === 'refused') return made;
  const { payload } = made;
  const at = payload.client_created_at;
  return postDocument(
    till,
    { entity_type: 'stock_count', payload, moves: [], total_minor: null, at },
    settings,
  );
}
