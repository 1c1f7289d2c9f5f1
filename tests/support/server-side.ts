/** What the server holds, asked in SQL: what "exactly once" is judged by. */
import pg from 'pg';
import { shopDatabaseUri } from '#tests/support/shop-database.ts';

export interface Good {
  readonly id: string;
  readonly name: string;
  readonly barcode: string;
  readonly price_minor: number;
  readonly on_hand_milli: number;
}

type Kind = 'piece' | 'weighed' | 'batch';

const which: Record<Kind, string> = {
  piece: `u.quantity_decimals = 0 and not i.is_batch_tracked`,
  weighed: `u.quantity_decimals = 3 and not i.is_batch_tracked`,
  batch: `u.quantity_decimals = 0 and (select count(*) from stock_lots l
    where l.item_id = i.id and l.expiry_date > current_date + 1) >= 2`,
};

export async function sql<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  const db = new pg.Client({ connectionString: shopDatabaseUri() });
  await db.connect();
  try {
    return (await db.query<Row>(text, [...values])).rows;
  } finally {
    await db.end();
  }
}

/** Goods of the demo shop with plenty on hand; `skip` gives each test goods of its own. */
export async function goods(kind: Kind, count: number, skip = 0, location = 'HS'): Promise<Good[]> {
  const rows = await sql<Record<keyof Good, string>>(
    `select i.id, i.name, i.barcode, i.price_minor, b.on_hand_milli
     from items i join units u on u.id = i.unit_id join locations o on o.id = i.location_id
     join lateral (select sum(quantity_milli) as on_hand_milli from stock_balances where item_id = i.id) b on true
     cross join lateral (select array_agg('%' || word || '%') as words
       from regexp_split_to_table(i.name, ' +') word) w
     where o.code = $1 and ${which[kind]} and b.on_hand_milli >= 20000
       -- No other item's name has all its words, so that a search finds it alone.
       and not exists (select 1 from items j where j.location_id = i.location_id and j.id <> i.id
         and j.name ilike all (w.words))
     order by i.barcode limit $2 offset $3`,
    [location, count, skip],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    barcode: row.barcode,
    price_minor: Number(row.price_minor),
    on_hand_milli: Number(row.on_hand_milli),
  }));
}

export interface PostedSale {
  readonly invoices: number;
  readonly lines: number;
  readonly moves: number;
  /** Whether each line has the one move that takes its quantity from stock. */
  readonly moves_equal_lines: boolean;
  readonly outcomes: number;
  /** Whether each balance that the sale touched is the sum of its moves. */
  readonly balances_equal_moves: boolean;
}

/** Everything that a sale with this number has done; counts are 0 where there is none. */
export async function postedSale(number: string): Promise<PostedSale> {
  const [row] = await sql<Record<keyof PostedSale, unknown>>(
    `with sale as (select id from sales_invoices where invoice_number = $1),
     line as (select l.* from sales_invoice_lines l join sale on sale.id = l.invoice_id),
     move as (select m.* from stock_moves m join sale on sale.id = m.document_id),
     touched as (select distinct location_id, item_id, lot_id from line)
     select (select count(*) from sale) as invoices, (select count(*) from line) as lines,
       (select count(*) from move) as moves,
       (select coalesce(bool_and(m.quantity_milli = -l.quantity_milli), false)
        from line l left join move m on m.id = l.id and m.item_id = l.item_id
          and m.lot_id is not distinct from l.lot_id) as moves_equal_lines,
       (select count(*) from document_outcomes d join sale on sale.id = d.id) as outcomes,
       (select coalesce(bool_and(b.quantity_milli = s.sum), false)
        from touched t
        left join stock_balances b on b.location_id = t.location_id and b.item_id = t.item_id
          and b.lot_id is not distinct from t.lot_id
        cross join lateral (select sum(quantity_milli) from stock_moves m where m.location_id = t.location_id
          and m.item_id = t.item_id and m.lot_id is not distinct from t.lot_id) s) as balances_equal_moves`,
    [number],
  );
  if (!row) throw new Error('No answer.');
  return {
    invoices: Number(row.invoices),
    lines: Number(row.lines),
    moves: Number(row.moves),
    outcomes: Number(row.outcomes),
    moves_equal_lines: row.moves_equal_lines === true,
    balances_equal_moves: row.balances_equal_moves === true,
  };
}

/** `postedSale` of a sale that arrived whole and once. */
export function postedOnce(lines: number): PostedSale {
  return {
    invoices: 1,
    lines,
    moves: lines,
    moves_equal_lines: true,
    outcomes: 1,
    balances_equal_moves: true,
  };
}

/** On hand at the server, over all batches. */
export async function onHandMilli(itemId: string): Promise<number> {
  const [row] = await sql<{ sum: string }>(
    'select coalesce(sum(quantity_milli), 0) as sum from stock_balances where item_id = $1',
    [itemId],
  );
  return Number(row?.sum);
}
