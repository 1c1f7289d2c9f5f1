/** A count sheet becomes a document, or a reason why not. It moves nothing. */
import type { StockCountLine, StockCountPayload } from '#schema/documents/stock-count.ts';
import { approvalFields } from './approval.ts';
import { readCount, type CountLine, type CountSheet } from './count-sheet.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { maxLines, maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { stocktakeId } from './stocktake-id.ts';
import { cleanLine, cleanText, lengthOf } from './text.ts';

export const maxStocktakeName = 80;

export interface MadeCount {
  readonly kind: 'count';
  readonly payload: Numberless<StockCountPayload>;
}

type CountContext = Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at'
>;

export function makeStockCount(sheet: CountSheet, context: CountContext): MadeCount | Refused {
  const note = cleanText(sheet.note);
  const stocktake_name = cleanLine(sheet.stocktake_name);
  const refusal = refusalOf(sheet, note, stocktake_name);
  if (refusal) return refused(refusal);
  const lines: StockCountLine[] = [];
  // In the order in which they were counted.
  for (const [index, line] of sheet.lines.toReversed().entries()) {
    const made = countLine(line, index);
    if ('kind' in made) return made;
    lines.push(made);
  }
  const payload = {
    id: sheet.id,
    location_id: context.location_id,
    device_id: context.device_id,
    stocktake_id: stocktakeId(context.location_id, sheet.stocktake_code),
    stocktake_code: sheet.stocktake_code,
    stocktake_name,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines,
  } satisfies Numberless<StockCountPayload>;
  return { kind: 'count', payload };
}

function refusalOf({ lines }: CountSheet, note: string, name: string): Refusal | null {
  if (lines.length === 0) return { kind: 'empty_note' };
  if (lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  if (lengthOf(name) > maxStocktakeName)
    return { kind: 'text_too_long', field: 'name', max_length: maxStocktakeName };
  return null;
}

function countLine(line: CountLine, index: number): StockCountLine | Refused {
  const { quantity_milli, fault } = readCount(line);
  if (quantity_milli === null || fault) {
    const { id: line_id, item_id, item_name } = line;
    const field = fault === 'batch_missing' ? 'batch_number' : 'quantity';
    return refused({ kind: 'line_incomplete', line_id, item_id, item_name, field });
  }
  return {
    id: line.id,
    line_no: index + 1,
    item_id: line.item_id,
    lot_id: line.lot?.id ?? null,
    item_name: line.item_name,
    unit_symbol: line.unit_symbol,
    quantity_milli,
    book_quantity_milli: line.book_quantity_milli,
    counted_at: line.counted_at,
  };
}
