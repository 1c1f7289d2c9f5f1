import { refusedDocument, type RefusedRow } from '#queries/refused-document.ts';
import { settlementsOf } from '#queries/settlements.ts';
import { readContent, type DocumentContent } from '#schema/document-content.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';

export interface SeenDocument {
  /** Undefined while it is read, null where this device has none of that id. */
  readonly row: RefusedRow | null | undefined;
  /** Null where there is none here, or none that this build can read. */
  readonly content: DocumentContent | null;
  /** What the server has decided already, and sync has yet to show. */
  readonly awaited: 'voided' | 'overridden' | null;
}

export function useRefusedDocument(id: string): SeenDocument {
  const { till } = useShop();
  const { rows, isLoading } = useLive(refusedDocument(till.db.read, id), 16);
  const { rows: settlements } = useLive(settlementsOf(till.db.read, id), 16);
  const row = rows[0] ?? (isLoading ? undefined : null);
  const content = row ? readContent(row.entity_type, row.payload) : null;
  const latest = settlements[0]?.act;
  const isOpen = row === null || row?.state === 'failed';
  const awaited = isOpen && (latest === 'voided' || latest === 'overridden') ? latest : null;
  return { row, content, awaited };
}
