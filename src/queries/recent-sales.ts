/** Sales and returns, newest first, each exactly once: see `listed-documents.ts`. */
import type { Reader } from '#db/local-database.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';

export interface RecentSale extends ListedDocument {
  /** Null where it is not known here: a void one of another till. */
  readonly kind: 'sale' | 'return' | null;
}

export function recentSales(read: Reader, limit = 100) {
  return listedDocuments(read, 'sales_invoice', { limit, columns: ['kind'] }).$castTo<RecentSale>();
}
