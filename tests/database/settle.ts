/** What a manager does about a refused document, and the documents that need it. */
import { expect } from 'vitest';
import { adjustmentOf, asUser, newShop, owner, push, saleOf, type Shop, type TestRecord } from './world.ts';

export const settle = (user: string | null, name: 'void_document' | 'override_rejection', request: unknown) =>
  asUser(user, async (client) => {
    const { rows } = await client.query<{ answer: Record<string, unknown> }>(
      `select public.${name}($1::jsonb) as answer`,
      [JSON.stringify(request)],
    );
    return rows[0]!.answer;
  });

export const voiding = (record: TestRecord, reason = 'The customer brought it back') => ({
  location_id: record.location_id,
  document_id: record.entity_id,
  device_id: record.device_id,
  entity_type: record.entity_type,
  number: record.payload['invoice_number'],
  reason,
});

export const overriding = (record: TestRecord, reason = 'It was on the shelf') => ({
  location_id: record.location_id,
  document_id: record.entity_id,
  reason,
});

/** A sale that the server refuses: its batch is missing. */
export async function refusedSale(shop: Shop): Promise<TestRecord> {
  const sale = saleOf(shop, [{ item: 2, lot_id: null }]);
  const [answer] = await push(shop.cashier, [sale]);
  expect(answer).toMatchObject({ status: 'rejected', code: 'RVLOT' });
  return sale;
}

/** One piece on the shelf, sold twice under BLOCK; the second sale is refused. */
export async function soldTwice(spoil: (sale: TestRecord) => object = () => ({})) {
  const shop = await newShop({ negative_stock_policy: 'BLOCK' });
  await push(shop.admin, [adjustmentOf(shop, [{ quantity_milli: 1000 }])]);
  const [first, second] = [saleOf(shop), saleOf(shop)];
  const sale: TestRecord = Object.assign(second, spoil(second));
  const answers = await push(shop.cashier, [first, sale]);
  expect(answers.map(({ status, code }) => [status, code])).toEqual([
    ['applied', null],
    ['rejected', 'RVSTK'],
  ]);
  return { shop, sale };
}

export interface Refusal {
  code: string;
  resolution: string | null;
  resolved_by: string | null;
  resolution_reason: string;
  is_open: boolean;
}
export async function refusalsOf(documentId: string): Promise<Refusal[]> {
  const { rows } = await owner.query<Refusal>(
    `select code, resolution, resolved_by, resolution_reason, resolved_at is null as is_open
     from public.rejected_documents where document_id = $1 order by code`,
    [documentId],
  );
  return rows;
}

/** What a call fails with; `done` where it does not. */
export const failure = async (run: Promise<unknown>) =>
  run.then(
    () => ({ code: 'done', message: '', detail: undefined }),
    (error: { code: string; message: string; detail?: string }) => error,
  );
