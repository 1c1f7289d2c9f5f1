/** About how many of the server's rows are on the device, and would have to come again: one row. */
import type { Reader } from '#db/local-database.ts';

export function copiedRows(read: Reader) {
  return read.selectNoFrom((eb) => {
    const items = eb.selectFrom('items').select((of) => of.fn.countAll<number>().as('n'));
    const balances = eb.selectFrom('stock_balances').select((of) => of.fn.countAll<number>().as('n'));
    const lines = eb.selectFrom('sales_invoice_lines').select((of) => of.fn.countAll<number>().as('n'));
    return [items.as('items'), balances.as('balances'), lines.as('lines')];
  });
}
