/** Queries to begin with. Each is run by a test against the tables of the device. */
export interface SqlExample {
  readonly name: string;
  readonly text: string;
}

export const sqlExamples: readonly SqlExample[] = [
  {
    name: 'Sales by day',
    text: `-- Returns count below zero, on the day on which the goods came back.
select business_date as day,
  count(*) filter (where kind = 'sale') as receipts,
  sum(iif(kind = 'sale', total_minor, -total_minor)) as sales_minor
from sales_invoices
where status = 'posted' and business_date between :from and :to
group by business_date
order by business_date`,
  },
  {
    name: 'Top items',
    text: `select l.item_name as item,
  sum(iif(i.kind = 'sale', l.quantity_milli, -l.quantity_milli)) as quantity_milli,
  sum(iif(i.kind = 'sale', l.amount_minor, -l.amount_minor)) as sales_minor
from sales_invoice_lines l
join sales_invoices i on i.id = l.invoice_id
where i.status = 'posted' and i.business_date between :from and :to
group by l.item_id
order by sales_minor desc
limit :limit`,
  },
  {
    name: 'What the stock is worth',
    text: `-- What the server has booked; what this device has yet to send is in pending_moves.
select i.name as item, c.quantity_milli, c.value_minor
from item_costs c
join items i on i.id = c.item_id
where c.quantity_milli <> 0
order by c.value_minor desc`,
  },
  {
    name: 'Customers who owe',
    text: `select c.name as customer, b.outstanding_minor, b.oldest_due_date, c.phone
from customer_balances b
join customers c on c.id = b.customer_id
where b.outstanding_minor > 0
order by b.outstanding_minor desc`,
  },
  {
    name: 'Moves of an item',
    text: `select m.business_date as day, m.entity_type as document, m.quantity_milli, m.value_minor,
  sum(m.quantity_milli) over (partition by m.item_id order by m.journal_seq, m.id) as running_milli
from stock_moves m
join items i on i.id = m.item_id
where i.name like '%' || :item || '%' or i.barcode = :item
order by i.name, m.journal_seq, m.id`,
  },
  {
    name: 'Not sent yet',
    text: `select number, entity_type as document, total_minor, sync_status, client_created_at
from outbox
where sync_status <> 'synced'
order by position`,
  },
];
