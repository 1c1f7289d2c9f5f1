import { expect, test } from 'vitest';
import { boundValues } from '#domain/sql/parameters.ts';
import { ask, databaseBytes, runnerOn } from '#tests/support/query-copy.ts';
import { sqlExamples } from './sql-examples.ts';

const runner = await runnerOn(
  await databaseBytes((database) =>
    database.exec(`insert into items (id, name, barcode) values ('i', 'Tea', '5000112637922');
      insert into sales_invoices (id, kind, status, business_date, total_minor)
        values ('s', 'sale', 'posted', '2026-11-02', 500), ('r', 'return', 'posted', '2026-11-02', 200);
      insert into sales_invoice_lines (id, invoice_id, item_id, item_name, quantity_milli, amount_minor)
        values ('s1', 's', 'i', 'Tea', 2000, 500), ('r1', 'r', 'i', 'Tea', 1000, 200);
      insert into item_costs (id, item_id, quantity_milli, value_minor) values ('c', 'i', 3000, 300);
      insert into customers (id, name) values ('k', 'Ann');
      insert into customer_balances (id, customer_id, outstanding_minor) values ('b', 'k', 900);
      insert into stock_moves (id, item_id, entity_type, quantity_milli, value_minor, journal_seq, business_date)
        values ('m1', 'i', 'grn', 4000, 400, 1, '2026-11-01'), ('m2', 'i', 'sales_invoice', -1000, -100, 2, '2026-11-02')`),
  ),
);

const texts = { from: '2026-11-01', to: '2026-11-30', limit: '10', item: 'tea' };
const expected: Record<string, unknown[][]> = {
  'Sales by day': [['2026-11-02', 1, 300]],
  'Top items': [['Tea', 1000, 300]],
  'What the stock is worth': [['Tea', 3000, 300]],
  'Customers who owe': [['Ann', 900, null, null]],
  'Moves of an item': [
    ['2026-11-01', 'grn', 4000, 400, 4000],
    ['2026-11-02', 'sales_invoice', -1000, -100, 3000],
  ],
  'Not sent yet': [],
};

for (const { name, text } of sqlExamples) {
  test(`the example "${name}" answers what its name says`, async () => {
    const { end, rows } = await ask(runner, text, boundValues(text, texts));
    expect(end).toMatchObject({ kind: 'done' });
    expect(rows).toEqual(expected[name]);
  });
}
