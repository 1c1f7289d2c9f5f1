/** What of each item is on its way to here, from transfers that nobody has received yet: what was sent is known by item or barcode. */
import type { SentLine } from '#schema/documents/stock-transfer.ts';
import { incomingOf, matcher, type ComingTransfer, type itemsLike } from '#queries/transfers.ts';
import type { Row } from '#queries/row.ts';

type Coming = readonly ComingTransfer[];

/** One that this device has received is in its stock, though the server may not know yet. */
export function linesOnTheirWay(coming: Coming): readonly SentLine[] {
  return coming.filter(({ receipt_id }) => receipt_id === null).flatMap((row) => incomingOf(row).lines);
}

/** In thousandths, by item of here; `found`: what `itemsLike` says of those lines. */
export function expectedGoods(
  lines: readonly SentLine[],
  found: readonly Row<typeof itemsLike>[],
  hereId: string,
): ReadonlyMap<string, number> {
  const itemOf = matcher(found, hereId);
  const expected = new Map<string, number>();
  for (const line of lines) {
    const item = itemOf(line);
    if (item) expected.set(item.id, (expected.get(item.id) ?? 0) + line.quantity_milli);
  }
  return expected;
}
