/**
 * A sale as a till posts it: the rows that it becomes, less what only the
 * server can know (status, journal, author, its own times). Self-contained
 * (R5.1-13): header, lines and payments travel together or not at all.
 */
import * as z from 'zod';
import { salesInvoiceLinesRow, salesInvoicePaymentsRow, salesInvoicesRow } from '#schema/tables.generated.ts';
import { approvableAct } from './approval.ts';

const byServer = {
  created_at: true,
  updated_at: true,
  created_by: true,
  business_month: true,
  original_month: true,
} as const;
const byHeader = { ...byServer, location_id: true, invoice_id: true } as const;

/** A record that waited since before there were returns lacks what they added. */
const { original_id, exchange_id } = salesInvoicesRow.shape;
const { original_line_id, is_restocked } = salesInvoiceLinesRow.shape;

export const saleLine = salesInvoiceLinesRow.omit(byHeader).extend({
  original_line_id: original_line_id.default(null),
  is_restocked: is_restocked.default(null),
});

/** `due_date` as the till prints it; the server says it anew. An older build of this app stored none: it knew no credit. */
export const salePayment = salesInvoicePaymentsRow
  .omit(byHeader)
  .extend({ due_date: salesInvoicePaymentsRow.shape.due_date.default(null) });
export const salePayload = salesInvoicesRow
  .omit({
    ...byServer,
    printed_number: true,
    status: true,
    flags: true,
    journal_seq: true,
    submitted_by: true,
    approved_for: true,
  })
  .extend({
    original_id: original_id.default(null),
    exchange_id: exchange_id.default(null),
    approved_for: z.array(approvableAct),
    lines: z.array(saleLine).min(1),
    payments: z.array(salePayment).min(1),
  });

export type SaleLine = z.infer<typeof saleLine>;
export type SalePayment = z.infer<typeof salePayment>;
export type SalePayload = z.infer<typeof salePayload>;
