import type { EntityType } from '#schema/push.ts';

const words: Readonly<Record<EntityType, string>> = {
  sales_invoice: 'Sale',
  stock_adjustment: 'Stock adjustment',
};

/** What people call a kind of document; what another device sent may be none. */
export function documentWord(entityType: string): string {
  return words[entityType as EntityType] ?? 'Document';
}
