/** Batches in the order in which they should leave the shelf. */
export interface Expiring {
  readonly batch_number: string;
  readonly expiry_date: string | null;
}

/** Expired after its date, not on it. `today` is the business date. */
export function isExpired(lot: Expiring, today: string): boolean {
  return lot.expiry_date !== null && lot.expiry_date < today;
}

/** Soonest expiry first, then what never expires; expired ones last and marked (they may be sold, by choice only). */
export function sortLots<L extends Expiring>(
  lots: readonly L[],
  today: string,
): readonly (L & { readonly is_expired: boolean })[] {
  return lots
    .map((lot) => ({ ...lot, is_expired: isExpired(lot, today) }))
    .toSorted(
      (a, b) =>
        Number(a.is_expired) - Number(b.is_expired) ||
        (a.expiry_date ?? '9999-12-31').localeCompare(b.expiry_date ?? '9999-12-31') ||
        a.batch_number.localeCompare(b.batch_number),
    );
}
