/** A stock adjustment as a device posts it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import { stockAdjustmentLinesRow, stockAdjustmentsRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;

export const stockAdjustmentLine = stockAdjustmentLinesRow.omit({
  ...byServer,
  location_id: true,
  adjustment_id: true,
});
export const stockAdjustmentPayload = stockAdjustmentsRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), lines: z.array(stockAdjustmentLine).min(1) });

export type StockAdjustmentLine = z.infer<typeof stockAdjustmentLine>;
export type StockAdjustmentPayload = z.infer<typeof stockAdjustmentPayload>;
