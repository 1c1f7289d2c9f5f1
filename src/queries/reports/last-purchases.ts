/** From whom each item was last bought, and at what: of the goods received notes that are on this device, posted or waiting. */
import { sql } from 'kysely';
import type { Reader } from '#db/local-database.ts';
import { dismissedWarning, voidWarning } from '#schema/document-state.ts';

export interface LastPurchase {
  readonly item_id: string;
  readonly unit_cost_minor: number;
  readonly business_date: string;
  /** Null where the note names none, or one that is not here. */
  readonly supplier_name: string | null;
}

/** One pass over their lines. Of one row with the greatest moment SQLite takes the other columns too. */
export function lastPurchases(read: Reader) {
  const rows = sql<LastPurchase>`(
    select b.item_id, b.unit_cost_minor, b.business_date, s.name as supplier_name
    from (
      select item_id, unit_cost_minor, business_date, supplier_id, max(bought_at)
      from (
        select l.item_id, l.unit_cost_minor, g.business_date, g.supplier_id,
          g.client_created_at || printf('%06d', l.line_no) as bought_at
        from grn_lines l cross join grns g on g.id = l.grn_id
        union all
        select l.value ->> 'item_id', l.value ->> 'unit_cost_minor', o.payload ->> '$.business_date',
          o.payload ->> '$.supplier_id', o.client_created_at || printf('%06d', l.value ->> 'line_no')
        from outbox o cross join json_each(o.payload, '$.lines') l
        where o.entity_type = 'grn' and o.payload is not null
          and coalesce(o.warnings, '') not in (${voidWarning}, ${dismissedWarning})
          and not exists (select 1 from grns g where g.id = o.entity_id))
      group by item_id) b
    left join suppliers s on s.id = b.supplier_id)`;
  return read.selectFrom(rows.as('purchase')).selectAll().orderBy('item_id');
}
