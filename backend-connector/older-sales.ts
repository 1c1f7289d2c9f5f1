/** Asks the server in which month a sale was: what is too old is not on the device. */
import * as z from 'zod';
import { olderSale, type OlderSalesPort } from '#schema/older-sales.ts';
import { ask, type AskOptions } from './ask.ts';

const rows = z.array(olderSale).max(1);

export function olderSalesBy(options: AskOptions, locationId: string): OlderSalesPort['find'] {
  return async (number) => {
    const answer = await ask(
      options,
      (client) =>
        client
          .from('sales_invoices')
          .select('id,business_month')
          .eq('location_id', locationId)
          // Unique, where what is on the paper need not be.
          .eq('invoice_number', number)
          .limit(1),
      rows,
    );
    return answer.kind === 'done' ? { kind: 'done', value: answer.value[0] ?? null } : answer;
  };
}
