/** Which barcodes are in use, archived items among them: what is on a shelf is still scanned. */
import { inStoreBarcode, inStorePrefix } from '#domain/in-store-barcode.ts';
import type { Reader } from '#db/local-database.ts';

/** Those that begin with some digits, by index. */
export function barcodesWithPrefix(read: Reader, prefix: string) {
  return (
    read
      .selectFrom('items')
      .select('barcode')
      .where('barcode', '>=', prefix)
      // ':' is what comes after '9'.
      .where('barcode', '<', `${prefix}:`)
      .$narrowType<{ barcode: string }>()
  );
}

/** Gives items codes of the shop's own, each another (`domain/in-store-barcode.ts`); null where the device has none left. */
export async function inStoreBarcodes(
  read: Reader,
  deviceCode: string,
): Promise<(itemId: string) => string | null> {
  const prefix = inStorePrefix(deviceCode);
  if (prefix === null) return () => null;
  const rows = await barcodesWithPrefix(read, prefix).execute();
  const taken = new Set(rows.map(({ barcode }) => barcode));
  return (itemId) => {
    const code = inStoreBarcode({ deviceCode, itemId, taken });
    if (code !== null) taken.add(code);
    return code;
  };
}
