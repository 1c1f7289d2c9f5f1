/** A stock transfer as a device posts it; see `sale.ts` for what is left out and why. What its goods cost is the server's to say. */
import * as z from 'zod';
import { stockTransferLinesRow, stockTransfersRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;

export const stockTransferLine = stockTransferLinesRow.omit({
  ...byServer,
  location_id: true,
  transfer_id: true,
  unit_cost_minor: true,
});
export const stockTransferPayload = stockTransfersRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), lines: z.array(stockTransferLine).min(1) });

export type StockTransferLine = z.infer<typeof stockTransferLine>;
export type StockTransferPayload = z.infer<typeof stockTransferPayload>;

/** What `transfer_states.lines` says of a line to the other side. */
export type SentLine = Omit<StockTransferLine, 'lot_id'>;
