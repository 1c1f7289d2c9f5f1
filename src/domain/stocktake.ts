/**
 * What a stocktake found against what the books say, by item and batch.
 *
 *   counted     all sheets together: one item may lie in two places
 *   book        what was there by the books when it was counted: what is on
 *               hand now, less all that moved since. So later sales do not
 *               spoil a count; nor does a device that counted without a network
 *               and believed the shop to be fuller than it was; nor a sale that
 *               was made before the count and reaches the books after it
 *   adjusted    what adjustments of this stocktake have put right since; one of
 *               before the last count is in the books that this was counted against
 *   difference  counted − book − adjusted: what is left to put right
 *
 * Moves have the time at which their document was made. What was counted more
 * than once has the time of its last count; if it moved in between, nobody can
 * say on which side of the counting: that is told, not guessed.
 */
import type { StockMove } from './stock-moves.ts';

export interface Counted {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly quantity_milli: number;
  readonly counted_at: string;
}

type Quantity = Pick<StockMove, 'item_id' | 'lot_id' | 'quantity_milli'>;

export interface Moved extends Quantity {
  readonly at: string;
}

export interface Books {
  /** Now, of each item and batch. */
  readonly on_hand: readonly Quantity[];
  /** All since the first count; more does no harm. */
  readonly moved: readonly Moved[];
  /** Lines of the adjustments of this stocktake that are in the books; they are among `moved`. */
  readonly adjusted: readonly Moved[];
}

export interface Difference {
  readonly item_id: string;
  readonly lot_id: string | null;
  readonly counted_milli: number;
  readonly book_milli: number;
  readonly adjusted_milli: number;
  readonly difference_milli: number;
  /** On how many lines; 0 where it was not counted and counts as nothing. */
  readonly times: number;
  /** It was counted more than once and moved in between. */
  readonly is_doubtful: boolean;
}

/** In the order of `counted`; what is `absent` was not found anywhere, and counts as nothing at the time given. */
export function differencesOf(
  counted: readonly Counted[],
  books: Books,
  absent: readonly Omit<Counted, 'quantity_milli'>[] = [],
): readonly Difference[] {
  const groups = grouped(counted);
  const onHand = grouped(books.on_hand);
  const moved = grouped(books.moved);
  const adjusted = grouped(books.adjusted);
  const difference = (key: string, times: readonly Counted[], of: Omit<Counted, 'quantity_milli'>) => {
    const at = times.map(({ counted_at }) => counted_at).toSorted();
    const last = at.at(-1) ?? of.counted_at;
    const moves = moved.get(key) ?? [];
    const book_milli = sum(onHand.get(key)) - sum(moves.filter((move) => move.at > last));
    const counted_milli = sum(times);
    const rightings = adjusted.get(key) ?? [];
    const adjusted_milli = sum(rightings.filter((one) => one.at > last));
    const first = at[0] ?? last;
    const between = (rows: readonly Moved[]) => rows.filter((one) => one.at > first && one.at <= last).length;
    return {
      item_id: of.item_id,
      lot_id: of.lot_id,
      counted_milli,
      book_milli,
      adjusted_milli,
      difference_milli: counted_milli - book_milli - adjusted_milli,
      times: times.length,
      is_doubtful: between(moves) > between(rightings),
    };
  };
  return [
    ...[...groups].flatMap(([key, times]) => (times[0] ? [difference(key, times, times[0])] : [])),
    ...absent.filter((of) => !groups.has(keyOf(of))).map((of) => difference(keyOf(of), [], of)),
  ];
}

type Place = Pick<StockMove, 'item_id' | 'lot_id'>;

export function keyOf({ item_id, lot_id }: Place): string {
  return `${item_id}/${lot_id ?? ''}`;
}

function grouped<Row extends Place>(rows: readonly Row[]): Map<string, Row[]> {
  return Map.groupBy(rows, keyOf);
}

function sum(rows: readonly Pick<StockMove, 'quantity_milli'>[] = []): number {
  return rows.reduce((total, { quantity_milli }) => total + quantity_milli, 0);
}
