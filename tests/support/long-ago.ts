/** Dates a posted sale back, as the owner of the tables could, past the trigger that keeps documents as they are. */
import { withOwner, type ShopServer } from './shop.ts';

export function dateBack(stack: ShopServer, saleId: string, day: string): Promise<void> {
  return withOwner(stack, async (db) => {
    for (const [table, column, hasDay] of [
      ['sales_invoices', 'id', true],
      ['sales_invoice_lines', 'invoice_id', false],
      ['sales_invoice_payments', 'invoice_id', false],
      ['stock_moves', 'document_id', true],
    ] as const) {
      const change = `business_month = '${day.slice(0, 7)}'${hasDay ? `, business_date = '${day}'` : ''}`;
      await db.query(`alter table public.${table} disable trigger _100_facts`);
      await db.query(`update public.${table} set ${change} where ${column} = $1`, [saleId]);
      await db.query(`alter table public.${table} enable trigger _100_facts`);
    }
  });
}
