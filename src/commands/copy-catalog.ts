/**
 * The catalog of this location for another of the same person. The server does
 * it, some thousand items at a time; what is there already stays as it is, so
 * it may be stopped, lost or repeated at any point.
 */
import type { CatalogCopy, CopyCatalog } from '#schema/catalog-copy.ts';
import { refused, type Refused } from '#domain/refusal.ts';
import { doneOr, type Done } from './ask-server.ts';
import { isManager, type Till } from './till.ts';

export type Copied = Omit<CatalogCopy, 'is_done'>;

export const nothingCopied: Copied = {
  categories: 0,
  units: 0,
  tax_rates: 0,
  items: 0,
  barcodes_left_out: 0,
  left_out: [],
};

/** `onProgress` hears what is there so far after every call: that stays, whatever comes of the next. */
export async function copyCatalog(
  till: Till,
  copy: CopyCatalog,
  toLocationId: string,
  onProgress: (soFar: Copied) => void,
): Promise<Done<Copied> | Refused> {
  if (!isManager(till)) return refused({ kind: 'not_allowed', needs: 'manager' });
  let soFar = nothingCopied;
  for (;;) {
    const answer = doneOr(await copy(till.location.id, toLocationId));
    if (answer.kind === 'refused') return answer;
    soFar = together(soFar, answer.value);
    onProgress(soFar);
    if (answer.value.is_done) return { kind: 'done', value: soFar };
  }
}

function together(a: Copied, b: CatalogCopy): Copied {
  return {
    categories: a.categories + b.categories,
    units: a.units + b.units,
    tax_rates: a.tax_rates + b.tax_rates,
    items: a.items + b.items,
    barcodes_left_out: a.barcodes_left_out + b.barcodes_left_out,
    left_out: [...a.left_out, ...b.left_out],
  };
}
