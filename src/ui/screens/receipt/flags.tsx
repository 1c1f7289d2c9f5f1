import { Flag } from 'lucide-react';
import { Notice } from '#ui/parts/notice.tsx';

/** What the server put on a document that it took, and that a manager should look at (`posting` in the migrations). */
const sentences: Readonly<Record<string, string>> = {
  adjustment_unapproved: 'The stock was put right by a count, and no manager had said yes.',
  negative_stock: 'More was sold than there was by the books. Count the item, then adjust its stock.',
  number_clash:
    'Another document has the number on this paper; the books keep this one under a number of its own.',
  date_moved: 'Its day could not be right, and was set to the day on which it arrived.',
  date_differs: 'The day on this paper is not the one at which it was made.',
  clock_ahead: 'The clock of the device was ahead. Set the date and time of the device.',
  device_retired: 'The device was no longer registered. An admin can register it again.',
  price_unapproved: 'A price was changed, and no manager had said yes.',
  discount_unapproved: 'More was taken off than a cashier may, and no manager had said yes.',
  no_receipt: 'Goods were taken back without a receipt.',
  return_unapproved: 'Goods were taken back without a receipt, and no manager had said yes.',
  exchange_voided: 'Goods were given back for it, and that return was voided: see that the money is right.',
  refund_differs: 'More was paid back in one way than had been paid in it.',
  over_credit_limit: 'The customer owes more than the limit.',
  debts_overdue: 'The customer had debts that were overdue.',
  credit_unapproved: 'More went on credit than a cashier may give, and no manager had said yes.',
  due_date_differs: 'The day on this paper by which to pay is not the one in the books.',
  cashier_not_member: 'Who served is no member of this location.',
  approval_invalid: 'Who allowed it is no manager here.',
  takings_differ: 'The books have other cash of its documents than the drawer took: look for refused ones.',
  shifts_overlap: 'Another shift of this till counts some of the same documents.',
  drawer_differs: 'The drawer held more or less than it should have.',
};

interface FlagsProps {
  readonly flags: readonly string[];
  /** What people call the document. */
  readonly what?: string;
}

/** Nothing to do for the cashier, and nothing that a customer should read. */
export function Flags({ flags, what = 'sale' }: FlagsProps) {
  const known = flags.flatMap((flag) => sentences[flag] ?? []);
  if (known.length === 0) return null;
  return (
    <Notice tone="attention" icon={Flag} title={`The ${what} stands. A manager should look at it.`}>
      <ul>
        {known.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Notice>
  );
}
