/**
 * Takes goods back and pays back: a document of its own, which no crash can undo
 * (R9.2-2). The sale stays as it is. What came back while somebody had it open,
 * in another tab or on another till, is read anew.
 */
import type { Approval } from '#schema/documents/approval.ts';
import { makeReturn, type MadeReturn, type SaleReturn } from '#domain/sale-return.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { saleToReturn } from '#queries/sale-to-return.ts';
import type { Settings } from '#queries/settings.ts';
import { postDocument, postingContext, type Postable, type Posted } from './post-document.ts';
import { isManager, type Till } from './till.ts';

export interface PostedReturn extends Posted {
  /** What the customer gets from the drawer. */
  readonly cash_minor: number;
}

export interface ReturnRequest {
  readonly saleReturn: SaleReturn;
  readonly settings: Settings;
  /** A manager's yes, where there is no receipt. */
  readonly approval?: Approval;
}

export async function postReturn(till: Till, request: ReturnRequest): Promise<PostedReturn | Refused> {
  const saleReturn = await asItIsNow(till, request.saleReturn);
  if (saleReturn === null) return refused({ kind: 'not_found' });
  const made = returnToPost(till, { ...request, saleReturn });
  if (made.kind === 'refused') return made;
  const posted = await postDocument(till, returnDocument(made), request.settings);
  return posted.kind === 'posted' ? { ...posted, cash_minor: made.cash_minor } : posted;
}

/** Without a receipt a manager has to say yes. */
export function needsApproval(till: Till, { original }: Pick<SaleReturn, 'original'>): boolean {
  return original.id === null && !isManager(till);
}

export function returnToPost(till: Till, request: ReturnRequest): MadeReturn | Refused {
  const { saleReturn, settings, approval = null } = request;
  if (needsApproval(till, saleReturn) && approval?.approved_for.includes('return') !== true)
    return refused({ kind: 'approval_needed', acts: ['return'] });
  return makeReturn(saleReturn, postingContext(till, settings, approval));
}

/** What comes in asks for no stock. */
export function returnDocument({ payload }: MadeReturn): Postable {
  const { total_minor, client_created_at: at } = payload;
  return { entity_type: 'sales_invoice', payload, moves: [], total_minor, at };
}

/** Null where the sale is not here, or is void. */
async function asItIsNow(till: Till, saleReturn: SaleReturn): Promise<SaleReturn | null> {
  if (saleReturn.original.id === null) return saleReturn;
  const sale = await saleToReturn(till.db.read, saleReturn.original.id);
  if (sale === null) return null;
  const lines = saleReturn.lines.flatMap((returned) => {
    const line = sale.lines.find(({ id }) => id === returned.line.id);
    return line ? [{ ...returned, line }] : [];
  });
  return { ...saleReturn, original: sale, lines };
}
