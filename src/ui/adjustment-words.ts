import type { AdjustmentReason } from '#domain/stock-adjustment.ts';

/** Why stock was put right, as people say it. */
export const reasonWords: Readonly<Record<AdjustmentReason, string>> = {
  damage: 'Damaged',
  expiry: 'Expired',
  theft: 'Stolen',
  found: 'Found',
  count: 'Counted',
  other: 'Other',
  opening: 'Opening stock',
};

/** Those that are chosen by hand, the most common first. */
export const chosenReasons: readonly AdjustmentReason[] = [
  'damage',
  'expiry',
  'theft',
  'found',
  'count',
  'other',
];

/** What the note says where nobody writes more; 'other' says nothing, so it is asked for. */
export function noteWord(reason: AdjustmentReason | null): string {
  return reason === null || reason === 'other' ? '' : reasonWords[reason];
}
