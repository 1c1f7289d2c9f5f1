/** The stocktakes that sheets are for, the one counted last first. */
import type { ListedSheet } from '#queries/stocktakes.ts';

export interface Stocktake {
  readonly id: string;
  readonly code: string;
  /** As the first sheet that had one calls it; may be empty. */
  readonly name: string;
  /** Newest first. */
  readonly sheets: readonly ListedSheet[];
}

export function stocktakesOf(sheets: readonly ListedSheet[]): readonly Stocktake[] {
  const groups = Map.groupBy(
    sheets.filter(({ stocktake_id, sync_status }) => stocktake_id !== null && sync_status !== 'void'),
    ({ stocktake_id }) => stocktake_id,
  );
  return [...groups.values()].flatMap((of) => {
    const [last] = of;
    if (!last?.stocktake_id || !last.stocktake_code) return [];
    const name = of.findLast(({ stocktake_name }) => stocktake_name)?.stocktake_name ?? '';
    return [{ id: last.stocktake_id, code: last.stocktake_code, name, sheets: of }];
  });
}

export function titleOf({ name, code }: Pick<Stocktake, 'name' | 'code'>): string {
  return name ? `${name} · ${code}` : code;
}
