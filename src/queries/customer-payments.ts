/** Payments of customers, newest first, each exactly once: see `listed-documents.ts`. */
import type { Reader } from '#db/local-database.ts';
import { listedDocuments } from './listed-documents.ts';

export function paymentsTaken(read: Reader, limit = 500) {
  const columns = ['customer_id'] as const;
  return listedDocuments(read, 'customer_payment', { limit, columns, total: 'amount_minor' });
}

/** Sales to a customer, however they were paid. */
export function salesTo(read: Reader, customerId: string, limit = 20) {
  return listedDocuments(read, 'sales_invoice', { limit, matching: of(customerId) });
}

export function paymentsOf(read: Reader, customerId: string, limit = 20) {
  return listedDocuments(read, 'customer_payment', {
    limit,
    total: 'amount_minor',
    matching: of(customerId),
  });
}

function of(customerId: string) {
  return { column: 'customer_id', value: customerId } as const;
}
