/** Sales, newest first, each exactly once: see `listed-documents.ts`. */
import type { Reader } from '#db/local-database.ts';
import { listedDocuments, type ListedDocument } from './listed-documents.ts';

export type RecentSale = ListedDocument;

export function recentSales(read: Reader, limit = 100) {
  return listedDocuments(read, 'sales_invoice', { limit });
}
