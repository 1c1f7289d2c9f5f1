import type { LineFault, LineField } from '#domain/note-draft.ts';

const words: Readonly<Record<LineField, Readonly<Record<LineFault, string>>>> = {
  quantity: {
    missing: 'How much came?',
    not_possible: 'Not a quantity of this unit',
    too_long: 'Not a quantity of this unit',
  },
  unit_cost: { missing: 'What does one cost?', not_possible: 'Not an amount', too_long: 'Not an amount' },
  batch_number: {
    missing: 'Batch-tracked: copy the batch number',
    not_possible: 'Not a batch number',
    too_long: 'At most 60 characters',
  },
  expiry_date: {
    missing: 'Batch-tracked: copy the expiry',
    not_possible: 'Not a day: write 2031-05-31, or 2031-05',
    too_long: 'Not a day: write 2031-05-31, or 2031-05',
  },
};

/** What is missing is said only once somebody has been there, or wanted to post. */
export function faultWord(field: LineField, fault: LineFault | undefined, isAsked: boolean): string | null {
  if (fault === undefined || (fault === 'missing' && !isAsked)) return null;
  return words[field][fault];
}
