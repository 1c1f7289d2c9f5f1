import { itemWithBarcodeOf } from '#queries/masters.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useShop } from '#ui/shop-context.tsx';
import type { MasterDefinition } from '#ui/masters/definition.ts';

/** Which other item has the barcode that is typed, in words; null where none has, or none is typed. */
export function useTakenBarcode(
  { table }: MasterDefinition,
  id: string,
  barcode: string | number | null | undefined,
): string | null {
  const { read } = useShop().till.db;
  const wanted = table === 'items' && typeof barcode === 'string' ? barcode : '';
  const [other] = useLive(itemWithBarcodeOf(read, wanted, id)).rows;
  if (wanted === '' || !other) return null;
  return `${other.name} has this barcode already${other.is_archived === 1 ? ' (it is archived)' : ''}.`;
}
