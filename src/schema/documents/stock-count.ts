/** A count sheet as a device posts it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import { stockCountLinesRow, stockCountsRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;

export const stockCountLine = stockCountLinesRow.omit({ ...byServer, location_id: true, count_id: true });
export const stockCountPayload = stockCountsRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), lines: z.array(stockCountLine).min(1) });

export type StockCountLine = z.infer<typeof stockCountLine>;
export type StockCountPayload = z.infer<typeof stockCountPayload>;
