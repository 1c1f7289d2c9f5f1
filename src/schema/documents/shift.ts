/** A shift as the device of its drawer closes it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import {
  shiftCountsRow,
  shiftMovementsRow,
  shiftSourcesRow,
  shiftsRow,
  shiftTendersRow,
} from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = { created_at: true, updated_at: true, created_by: true, business_month: true } as const;
const byHeader = { ...byServer, location_id: true, shift_id: true } as const;

export const shiftSource = shiftSourcesRow.omit(byHeader);
export const shiftTender = shiftTendersRow.omit(byHeader);
export const shiftMovement = shiftMovementsRow.omit(byHeader).extend({ direction: z.enum(['in', 'out']) });
export const shiftCount = shiftCountsRow.omit(byHeader);
export const shiftPayload = shiftsRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
    booked_cash_minor: true,
  })
  .extend({
    approved_for: z.array(approvableAct),
    sources: z.array(shiftSource).min(1),
    tenders: z.array(shiftTender),
    movements: z.array(shiftMovement),
    counts: z.array(shiftCount),
  });

export type ShiftSource = z.infer<typeof shiftSource>;
export type ShiftTender = z.infer<typeof shiftTender>;
export type ShiftCount = z.infer<typeof shiftCount>;
export type ShiftPayload = z.infer<typeof shiftPayload>;
