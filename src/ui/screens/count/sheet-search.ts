import { maxStocktakeName } from '#domain/stock-count.ts';
import { readCode } from '#domain/stocktake-id.ts';

/** For which stocktake a new sheet is; an address that somebody changed by hand names none. */
export function sheetSearch({ code, name }: Record<string, unknown>): { code?: string; name?: string } {
  // What looks like a number comes as one.
  const read = typeof code === 'string' || typeof code === 'number' ? readCode(String(code)) : null;
  if (read === null) return {};
  const said = typeof name === 'string' || typeof name === 'number' ? String(name) : '';
  return { code: read, ...(said ? { name: said.slice(0, maxStocktakeName) } : {}) };
}
