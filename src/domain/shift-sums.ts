/** What the drawers of each person held too little and too much, over their shifts. */
export interface CloserSums {
  readonly cashier_id: string;
  readonly name: string | null;
  readonly shift_count: number;
  /** Of them those that did not come out even. */
  readonly differing_count: number;
  /** Both as positive amounts: one does not make up for the other. */
  readonly short_minor: number;
  readonly over_minor: number;
}

interface ClosedShift {
  readonly cashier_id: string;
  readonly closer_name: string | null;
  readonly variance_minor: number;
}

/** Who was short most first. */
export function byCloser(shifts: readonly ClosedShift[]): readonly CloserSums[] {
  const sums = new Map<string, CloserSums>();
  for (const { cashier_id, closer_name, variance_minor } of shifts) {
    const was = sums.get(cashier_id);
    sums.set(cashier_id, {
      cashier_id,
      name: closer_name,
      shift_count: (was?.shift_count ?? 0) + 1,
      differing_count: (was?.differing_count ?? 0) + (variance_minor === 0 ? 0 : 1),
      short_minor: (was?.short_minor ?? 0) + Math.max(0, -variance_minor),
      over_minor: (was?.over_minor ?? 0) + Math.max(0, variance_minor),
    });
  }
  return [...sums.values()].toSorted(
    (a, b) => b.short_minor - a.short_minor || (a.cashier_id < b.cashier_id ? -1 : 1),
  );
}
