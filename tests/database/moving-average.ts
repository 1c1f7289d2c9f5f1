/**
 * What the stock of a location is worth, worked out a second time: document by
 * document in the order of the journal, in whole numbers of any size, from
 * what the lines say of costs and from no figure that the server worked out.
 */
import { owner, type Shop } from './world.ts';

interface Move {
  readonly item_id: string;
  readonly document_id: string;
  readonly quantity: bigint;
  /** Null where its line names none. */
  readonly unit_cost: bigint | null;
  /** As it is booked. */
  readonly value: bigint;
}

interface Stock {
  readonly quantity: bigint;
  readonly value: bigint;
  readonly lastCost: bigint;
}

/** What is booked otherwise than it should be; nothing where all is well. */
export async function costFaults(shop: Shop): Promise<unknown[]> {
  const faults: unknown[] = [];
  const stocks = await firstCosts(shop);
  for (const moves of inDocuments(await ledger(shop))) {
    const { item_id, document_id } = moves[0]!;
    const before = stocks.get(item_id)!;
    const after = afterDocument(before, moves);
    const booked = moves.reduce((sum, { value }) => sum + value, 0n);
    if (booked !== after.value - before.value)
      faults.push({ document_id, item_id, booked: String(booked), is: String(after.value - before.value) });
    stocks.set(item_id, after);
  }
  for (const cost of await costsOf(shop)) {
    const { quantity, value, lastCost } = stocks.get(cost.item_id)!;
    if (quantity !== cost.quantity || value !== cost.value || lastCost !== cost.last_cost)
      faults.push({ item_id: cost.item_id, value: String(cost.value), is: String(value) });
  }
  return faults;
}

/** What comes in counts before what goes out. */
function afterDocument({ quantity, value, lastCost }: Stock, moves: readonly Move[]): Stock {
  const coming = moves.filter((move) => move.quantity > 0n);
  const going = moves.filter((move) => move.quantity < 0n);
  const average = () => rounded(value * 1000n, quantity);
  const came = coming.reduce((sum, move) => sum + worthOf(move), value);
  const named = moves.findLast(({ unit_cost }) => unit_cost !== null)?.unit_cost;
  const unitCost = named ?? (quantity > 0n ? largest(average(), 0n) : lastCost);
  const most = coming.reduce((sum, move) => sum + move.quantity, quantity);
  const all = worthOfAll();
  const left = moves.reduce((sum, move) => sum + move.quantity, quantity);
  const gone = going.reduce((sum, move) => sum + share(move.quantity), all);
  if (left === 0n) return { quantity: left, value: 0n, lastCost: unitCost };
  const isTooMuch = left > 0n && gone < 0n;
  return { quantity: left, value: isTooMuch ? rounded(all * left, most) : gone, lastCost: unitCost };

  function worthOf(move: Move): bigint {
    if (move.unit_cost !== null) return rounded(move.unit_cost * move.quantity, 1000n);
    return quantity > 0n
      ? rounded(value * move.quantity, quantity)
      : rounded(lastCost * move.quantity, 1000n);
  }
  /** When all has come and nothing has gone; a hole that is filled leaves what is above it. */
  function worthOfAll(): bigint {
    if (quantity >= 0n) return came;
    return most > 0n ? rounded(most * unitCost, 1000n) : rounded(value * most, quantity);
  }
  function share(change: bigint): bigint {
    return most > 0n ? rounded(all * change, most) : rounded(unitCost * change, 1000n);
  }
}

/** Half away from zero. */
function rounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n !== denominator < 0n;
  const [n, d] = [numerator, denominator].map((x) => (x < 0n ? -x : x)) as [bigint, bigint];
  const size = (2n * n + d) / (2n * d);
  return isNegative ? -size : size;
}

const largest = (a: bigint, b: bigint): bigint => (a > b ? a : b);

/** Of one item each. */
function inDocuments(moves: readonly Move[]): Move[][] {
  const groups = new Map<string, Move[]>();
  for (const move of moves) {
    const key = `${move.document_id} ${move.item_id}`;
    groups.set(key, [...(groups.get(key) ?? []), move]);
  }
  return [...groups.values()];
}

async function ledger(shop: Shop): Promise<Move[]> {
  const { rows } = await owner.query<Record<keyof Move, string>>(
    `select m.item_id, m.document_id, m.quantity_milli::text as quantity, m.value_minor::text as value, l.unit_cost_minor::text as unit_cost
     from public.stock_moves m
     left join (
       select id, line_no, null::bigint as unit_cost_minor from public.sales_invoice_lines where location_id = $1
       union all select id, line_no, unit_cost_minor from public.stock_adjustment_lines where location_id = $1
       union all select id, line_no, unit_cost_minor from public.grn_lines where location_id = $1
       union all select id, line_no, null from public.stock_transfer_lines where location_id = $1
       union all select id, line_no, unit_cost_minor from public.stock_transfer_receipt_lines where location_id = $1) l on l.id = m.id
     where m.location_id = $1 order by m.journal_seq, l.line_no`,
    [shop.id],
  );
  return rows.map((row) => ({
    item_id: row.item_id,
    document_id: row.document_id,
    quantity: BigInt(row.quantity),
    value: BigInt(row.value),
    unit_cost: row.unit_cost === null ? null : BigInt(row.unit_cost),
  }));
}

/** Before anything came: what a piece is said to cost. */
async function firstCosts(shop: Shop): Promise<Map<string, Stock>> {
  const { rows } = await owner.query<{ id: string; cost: string }>(
    'select id, cost_minor::text as cost from public.items where location_id = $1',
    [shop.id],
  );
  return new Map(rows.map(({ id, cost }) => [id, { quantity: 0n, value: 0n, lastCost: BigInt(cost) }]));
}

async function costsOf(shop: Shop) {
  const { rows } = await owner.query<{ id: string; quantity: string; value: string; last_cost: string }>(
    `select id, quantity_milli::text as quantity, value_minor::text as value, last_cost_minor::text as last_cost
     from public.item_costs where location_id = $1`,
    [shop.id],
  );
  return rows.map(({ id, quantity, value, last_cost }) => ({
    item_id: id,
    quantity: BigInt(quantity),
    value: BigInt(value),
    last_cost: BigInt(last_cost),
  }));
}
