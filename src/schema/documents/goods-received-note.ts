/** A goods received note as a device posts it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import { grnLinesRow, grnsRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;

export const grnLine = grnLinesRow.omit({ ...byServer, location_id: true, grn_id: true });
export const grnPayload = grnsRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), lines: z.array(grnLine).min(1) });

export type GrnLine = z.infer<typeof grnLine>;
export type GrnPayload = z.infer<typeof grnPayload>;
