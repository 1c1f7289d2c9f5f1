/** Goods are given back and others taken: a return and a sale, each with its own number, written together or not at all. */
import { refused, type Refused } from '#domain/refusal.ts';
import { readReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { returnSource } from '#queries/sale-to-return.ts';
import { postTogether } from './post-document.ts';
import { returnDocument, returnToPost } from './post-return.ts';
import { saleDocument, saleToPost, type PostedSale, type SaleRequest } from './post-sale.ts';
import type { Till } from './till.ts';

/** `payments` are what the customer adds to the goods; none where those are worth as much or more. */
export interface ExchangeRequest extends SaleRequest {
  readonly draft: ReturnDraft;
}

export async function postExchange(till: Till, request: ExchangeRequest): Promise<PostedSale | Refused> {
  const { draft, cart, settings } = request;
  // As it is now: something else may have come back since it was written.
  const source = await returnSource(till.db.read, draft, settings);
  if (source === null) return refused({ kind: 'not_found' });
  const { saleReturn, refusal } = readReturn(draft, source);
  if (refusal) return refused(refusal);
  const approval = draft.exchange?.approval;
  const given = returnToPost(till, {
    saleReturn: { ...saleReturn, exchange_id: cart.id },
    settings,
    ...(approval ? { approval } : {}),
  });
  if (given.kind === 'refused') return given;
  const sale = await saleToPost(till, request, given.payload);
  if (sale.kind === 'refused') return sale;
  const posted = await postTogether(till, [returnDocument(given), saleDocument(sale)], settings);
  return posted.kind === 'posted' ? { ...posted, change_minor: sale.change_minor } : posted;
}
