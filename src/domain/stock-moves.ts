/**
 * What a document does to stock: the lines that the server's ledger will have,
 * and until then the device's `pending_moves` (written from the same payload
 * by the trigger in `db/outbox-triggers.ts`; a test holds the two together).
 */
import type { GrnPayload } from '#schema/documents/goods-received-note.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';
import type { StockTransferPayload } from '#schema/documents/stock-transfer.ts';
import type { StockTransferReceiptPayload } from '#schema/documents/stock-transfer-receipt.ts';
import type { Cart } from './cart.ts';

export interface StockMove {
  /** The id of the document line. */
  readonly id: string;
  readonly item_id: string;
  readonly lot_id: string | null;
  /** What comes is positive, what goes negative. */
  readonly quantity_milli: number;
}

/** Of a return, what goes back on the shelf. */
export function movesOfSale({ kind, lines }: Pick<SalePayload, 'kind' | 'lines'>): readonly StockMove[] {
  if (kind === 'sale') return lines.map((line) => move(line, -line.quantity_milli));
  return lines
    .filter(({ is_restocked }) => is_restocked === 1)
    .map((line) => move(line, line.quantity_milli));
}

/** Those of the sale that it will be. */
export function movesOfCart({ lines }: Pick<Cart, 'lines'>): readonly StockMove[] {
  return lines.map((line) => move({ ...line, lot_id: line.lot?.id ?? null }, -line.quantity_milli));
}

export function movesOfAdjustment({ lines }: Pick<StockAdjustmentPayload, 'lines'>): readonly StockMove[] {
  return lines.map((line) => move(line, line.quantity_milli));
}

export function movesOfGrn({ lines }: Pick<GrnPayload, 'lines'>): readonly StockMove[] {
  return lines.map((line) => move(line, line.quantity_milli));
}

export function movesOfTransfer({ lines }: Pick<StockTransferPayload, 'lines'>): readonly StockMove[] {
  return lines.map((line) => move(line, -line.quantity_milli));
}

/** Of what did not come there is no move. */
export function movesOfReceipt({ lines }: Pick<StockTransferReceiptPayload, 'lines'>): readonly StockMove[] {
  return lines.flatMap(({ item_id, ...line }) =>
    item_id === null ? [] : [move({ ...line, item_id }, line.quantity_milli)],
  );
}

function move(line: Omit<StockMove, 'quantity_milli'>, quantityMilli: number): StockMove {
  return { id: line.id, item_id: line.item_id, lot_id: line.lot_id, quantity_milli: quantityMilli };
}
