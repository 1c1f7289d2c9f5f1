/** What came of a transfer, as a device posts it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import { stockTransferReceiptLinesRow, stockTransferReceiptsRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;

export const stockTransferReceiptLine = stockTransferReceiptLinesRow.omit({
  ...byServer,
  location_id: true,
  receipt_id: true,
  unit_cost_minor: true,
});
export const stockTransferReceiptPayload = stockTransferReceiptsRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), lines: z.array(stockTransferReceiptLine).min(1) });

export type StockTransferReceiptLine = z.infer<typeof stockTransferReceiptLine>;
export type StockTransferReceiptPayload = z.infer<typeof stockTransferReceiptPayload>;
