/** Takes goods back and pays back: a document of its own, which no crash can undo (R9.2-2). The sale stays as it is. */
import { makeReturn, type SaleReturn } from '#domain/sale-return.ts';
import type { Refused } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Posted } from './post-document.ts';
import type { Till } from './till.ts';

export interface PostedReturn extends Posted {
  /** What the customer gets from the drawer. */
  readonly cash_minor: number;
}

export async function postReturn(
  till: Till,
  { saleReturn, settings }: { readonly saleReturn: SaleReturn; readonly settings: Settings },
): Promise<PostedReturn | Refused> {
  const made = makeReturn(saleReturn, postingContext(till, settings, null));
  if (made.kind === 'refused') return made;
  const { payload, cash_minor } = made;
  const { total_minor, client_created_at: at } = payload;
  // What comes in asks for no stock.
  const document = { entity_type: 'sales_invoice', payload, moves: [], total_minor, at } as const;
  const posted = await postDocument(till, document, settings);
  return posted.kind === 'posted' ? { ...posted, cash_minor } : posted;
}
