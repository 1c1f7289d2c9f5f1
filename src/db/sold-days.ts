/**
 * Forgets the sums of a day once a row of it comes, changes or goes, in the
 * same transaction: a sum that is there is always right.
 *
 * A row that PowerSync writes may be an insert, an upsert or a replacement; a
 * replaced row fires no trigger of a deletion, so what a master was before is
 * looked at before it is written.
 */
const ofDocument = (row: 'new' | 'old') =>
  `delete from summed_days where business_date = ${row}.business_date;`;
const ofPart = (row: 'new' | 'old') =>
  `delete from summed_days where business_date = (select d.business_date from sales_invoices d where d.id = ${row}.invoice_id);`;
const all = 'delete from summed_days;';

function onEveryChange(table: string, forget: (row: 'new' | 'old') => string, isOf: (row: string) => string) {
  return (['insert', 'update', 'delete'] as const).map((act) => {
    const row = act === 'delete' ? 'old' : 'new';
    return {
      name: `sold_days_${table}_${act}`,
      sql: `create trigger sold_days_${table}_${act} after ${act} on ${table} when ${isOf(row)} begin ${forget(row)} end`,
    };
  });
}

/** What an item's category was, and the hours of a shop, are in the sums. */
const masters = [
  {
    name: 'sold_days_item_arrives',
    sql: `create trigger sold_days_item_arrives before insert on items
      when exists (select 1 from items i where i.id = new.id and i.category_id is not new.category_id) begin ${all} end`,
  },
  {
    name: 'sold_days_item_changes',
    sql: `create trigger sold_days_item_changes after update of category_id on items
      when old.category_id is not new.category_id begin ${all} end`,
  },
  {
    name: 'sold_days_zone_arrives',
    sql: `create trigger sold_days_zone_arrives before insert on location_settings
      when exists (select 1 from location_settings s where s.id = new.id and s.time_zone is not new.time_zone) begin ${all} end`,
  },
  {
    name: 'sold_days_zone_changes',
    sql: `create trigger sold_days_zone_changes after update of time_zone on location_settings
      when old.time_zone is not new.time_zone begin ${all} end`,
  },
];

export const soldDaysTriggers: readonly { readonly name: string; readonly sql: string }[] = [
  ...onEveryChange('sales_invoices', ofDocument, () => 'true'),
  ...onEveryChange('sales_invoice_lines', ofPart, () => 'true'),
  ...onEveryChange('sales_invoice_payments', ofPart, () => 'true'),
  ...onEveryChange('stock_moves', ofDocument, (row) => `${row}.entity_type = 'sales_invoice'`),
  ...masters,
];
