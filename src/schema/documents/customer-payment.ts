/** Money from a customer for what is owed, as a device posts it; see `sale.ts` for what is left out and why. */
import * as z from 'zod';
import { customerPaymentsRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

export const customerPaymentPayload = customerPaymentsRow
  .omit({
    created_at: true,
    updated_at: true,
    created_by: true,
    business_month: true,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({ approved_for: z.array(approvableAct), method: z.enum(['cash', 'card']) });

export type CustomerPaymentPayload = z.infer<typeof customerPaymentPayload>;
