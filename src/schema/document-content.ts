/** A payload from where nobody vouches for it: what another device sent, or another build stored. */
import { payloads, recordTypes, type EntityType, type RecordType } from '#schema/push.ts';
import type { SalePayload } from '#schema/documents/sale.ts';
import type { StockAdjustmentPayload } from '#schema/documents/stock-adjustment.ts';

export type DocumentContent =
  | { readonly entity_type: 'sales_invoice'; readonly payload: SalePayload }
  | { readonly entity_type: 'stock_adjustment'; readonly payload: StockAdjustmentPayload };

function isEntityType(text: string): text is EntityType {
  return Object.hasOwn(payloads, text);
}

export function isRecordType(text: string): text is RecordType {
  return recordTypes.some((one) => one === text);
}

/** Null where it is not what its kind says. */
export function readContent(entityType: string, json: string | null): DocumentContent | null {
  if (json === null || !isEntityType(entityType)) return null;
  const value: unknown = JSON.parse(json);
  switch (entityType) {
    case 'sales_invoice': {
      const payload = payloads.sales_invoice.safeParse(value).data;
      return payload ? { entity_type: entityType, payload } : null;
    }
    case 'stock_adjustment': {
      const payload = payloads.stock_adjustment.safeParse(value).data;
      return payload ? { entity_type: entityType, payload } : null;
    }
  }
}
