import { sql, type RawBuilder } from 'kysely';

/** The kinds for which somebody hands money over. */
export const takings = ['sales_invoice', 'customer_payment'] as const;

/**
 * Money that changed hands with one of them, of the SQL of its payload: the
 * total of a sale less what is on credit (a return pays it back), and what a
 * customer paid. What another device sent may be anything: what is no amount is
 * none.
 */
export function takenMoney(payload: string): RawBuilder<number> {
  const amount = (json: string, name: string) =>
    `iif(json_type(${json}, '$.${name}') = 'integer', ${json} ->> '$.${name}', 0)`;
  return sql<number>`${sql.raw(`(coalesce(${amount(payload, 'amount_minor')}, 0)
    + iif(${payload} ->> '$.kind' is 'return', -1, 1) * (coalesce(${amount(payload, 'total_minor')}, 0)
    - coalesce((select sum(iif(part.type = 'object', iif(part.value ->> 'method' = 'credit', ${amount('part.value', 'amount_minor')}, 0), 0))
      from json_each(${payload}, '$.payments') part), 0)))`)}`;
}
