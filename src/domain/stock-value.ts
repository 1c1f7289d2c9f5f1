/**
 * What the stock of an item is worth, as the ledger books it (`app.post_moves`;
 * a test holds the two together): the exact value of what is there, whose
 * quotient is the moving average.
 */
import { multiplyAndDivide } from './rounding.ts';

/** Of one item, all its batches together. */
export interface StockValue {
  readonly quantity_milli: number;
  readonly value_minor: number;
  /** Of one unit, while there is no stock to average. */
  readonly last_cost_minor: number;
}

export interface ValuedMove {
  /** What comes is positive, what goes negative. */
  readonly quantity_milli: number;
  /** Null: at what the stock is worth. */
  readonly unit_cost_minor: number | null;
}

/** After one document: what comes in counts before what goes out, whatever the order of its lines. */
export function book(stock: StockValue, moves: readonly ValuedMove[]): StockValue {
  const came = moves.filter((move) => move.quantity_milli > 0);
  const gone = moves.filter((move) => move.quantity_milli < 0);
  const inStock = stock.quantity_milli + quantityOf(came);
  const after = inStock + quantityOf(gone);
  const last_cost_minor =
    moves.findLast((move) => move.unit_cost_minor !== null)?.unit_cost_minor ?? averageCost(stock);
  const base = baseValue(stock, came, last_cost_minor);
  const share = ({ quantity_milli }: ValuedMove) =>
    inStock > 0
      ? multiplyAndDivide(base, quantity_milli, inStock)
      : multiplyAndDivide(last_cost_minor, quantity_milli, 1000);
  const left = gone.reduce((sum, move) => sum + share(move), base);
  const isOverdrawn = after > 0 && left < 0;
  const value = isOverdrawn ? multiplyAndDivide(base, after, inStock) : left;
  return { quantity_milli: after, value_minor: after === 0 ? 0 : value, last_cost_minor };
}

/** When all has come in and none has gone; a hole is filled at the value that it was booked at. */
function baseValue(stock: StockValue, came: readonly ValuedMove[], unitCost: number): number {
  const { quantity_milli: before, value_minor: worth } = stock;
  const inStock = before + quantityOf(came);
  if (before < 0 && inStock > 0) return multiplyAndDivide(inStock, unitCost, 1000);
  if (before < 0) return multiplyAndDivide(-worth, inStock, -before);
  return came.reduce((sum, move) => sum + valueIn(stock, move), worth);
}

/** Of one unit: of what is there, else what was last known. */
export function averageCost({ quantity_milli, value_minor, last_cost_minor }: StockValue): number {
  if (quantity_milli <= 0) return last_cost_minor;
  return Math.max(multiplyAndDivide(value_minor, 1000, quantity_milli), 0);
}

/** What each of some quantities is worth of `value`, to the last unit: they add up to it. */
export function shareOut(value: number, quantities: readonly number[]): readonly number[] {
  const whole = quantities.reduce((sum, quantity) => sum + quantity, 0);
  let [seen, given] = [0, 0];
  return quantities.map((quantity) => {
    seen += quantity;
    const upTo = whole === 0 ? 0 : multiplyAndDivide(whole < 0 ? -value : value, seen, Math.abs(whole));
    const part = upTo - given;
    given = upTo;
    return part;
  });
}

function valueIn({ quantity_milli, value_minor, last_cost_minor }: StockValue, move: ValuedMove): number {
  if (move.unit_cost_minor !== null)
    return multiplyAndDivide(move.unit_cost_minor, move.quantity_milli, 1000);
  if (quantity_milli > 0) return multiplyAndDivide(value_minor, move.quantity_milli, quantity_milli);
  return multiplyAndDivide(last_cost_minor, move.quantity_milli, 1000);
}

function quantityOf(moves: readonly ValuedMove[]): number {
  return moves.reduce((sum, move) => sum + move.quantity_milli, 0);
}
