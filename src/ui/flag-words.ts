/** What a flag says, to a manager who chooses among them and to whoever has the document before them. */
import { flagsToLookAt, type FlagToLookAt } from '#schema/flags.ts';

interface FlagWords {
  readonly name: string;
  readonly says: string;
  /** Nothing that can be put right at this one document: in the report alone. */
  readonly isReportOnly?: true;
}

export const flagWords: Readonly<Record<FlagToLookAt, FlagWords>> = {
  price_unapproved: {
    name: 'Price changed without a yes',
    says: 'A price was changed, and no manager had said yes.',
  },
  discount_unapproved: {
    name: 'Discount beyond the limit without a yes',
    says: 'More was taken off than a cashier may, and no manager had said yes.',
  },
  price_changed: {
    name: 'Price list differed',
    says: 'The till had another price for an item than the books: it was changed meanwhile.',
    isReportOnly: true,
  },
  tax_changed: {
    name: 'Tax rate differed',
    says: 'The till had another tax rate for an item than the books: it was changed meanwhile.',
    isReportOnly: true,
  },
  tax_mode_differs: {
    name: 'Prices with or without tax',
    says: 'Whether prices are with tax was another thing on the till than in the books.',
    isReportOnly: true,
  },
  currency_differs: {
    name: 'Other currency',
    says: 'It is in another currency than the books.',
    isReportOnly: true,
  },
  rounding_differs: {
    name: 'Cash rounding differed',
    says: 'Cash was rounded to another coin than the smallest of the books.',
    isReportOnly: true,
  },
  over_credit_limit: { name: 'Over the credit limit', says: 'The customer owes more than the limit.' },
  debts_overdue: { name: 'Sold to overdue', says: 'The customer had debts that were overdue.' },
  credit_unapproved: {
    name: 'Credit without a yes',
    says: 'More went on credit than a cashier may give, and no manager had said yes.',
  },
  due_date_differs: {
    name: 'Due day differed',
    says: 'The day on this paper by which to pay is not the one in the books.',
  },
  no_receipt: { name: 'Returned without a receipt', says: 'Goods were taken back without a receipt.' },
  return_unapproved: {
    name: 'Returned without a receipt and without a yes',
    says: 'Goods were taken back without a receipt, and no manager had said yes.',
  },
  refund_differs: {
    name: 'Paid back another way',
    says: 'More was paid back in one way than had been paid in it.',
  },
  exchange_voided: {
    name: 'Half of an exchange',
    says: 'Goods were given back for it, and that return was voided: see that the money is right.',
  },
  negative_stock: {
    name: 'Stock below zero',
    says: 'More was sold than there was by the books. Count the item, then adjust its stock.',
  },
  expired_lot: { name: 'Expired', says: 'A batch had expired.', isReportOnly: true },
  part_of_piece: {
    name: 'Part of a piece',
    says: 'A part was sold of what is sold by the piece.',
    isReportOnly: true,
  },
  adjustment_unapproved: {
    name: 'Stock corrected without a yes',
    says: 'The stock was put right by a count, and no manager had said yes.',
  },
  quantity_differs: {
    name: 'Received other than sent',
    says: 'What arrived is not what was sent.',
    isReportOnly: true,
  },
  takings_differ: {
    name: 'Takings differ from the books',
    says: 'The books have other cash of its documents than the drawer took: look for refused ones.',
  },
  drawer_differs: {
    name: 'Drawer short or over',
    says: 'The drawer held more or less than it should have.',
  },
  shifts_overlap: {
    name: 'Shifts overlap',
    says: 'Another shift of this till counts some of the same documents.',
  },
  clock_ahead: {
    name: 'Clock ahead',
    says: 'The clock of the device was ahead. Set the date and time of the device.',
  },
  date_moved: {
    name: 'Day moved',
    says: 'Its day could not be right, and was set to the day on which it arrived.',
  },
  date_differs: {
    name: 'Day differed',
    says: 'The day on this paper is not the one at which it was made.',
  },
  device_retired: {
    name: 'Device not registered',
    says: 'The device was no longer registered. An admin can register it again.',
  },
  number_clash: {
    name: 'Number taken',
    says: 'Another document has the number on this paper; the books keep this one under a number of its own.',
  },
  opener_not_member: {
    name: 'Opened by no member',
    says: 'Who opened the shift is no member of this location.',
  },
  mover_not_member: {
    name: 'Cash moved by no member',
    says: 'Who put cash in or took it out is no member of this location.',
  },
  cashier_not_member: {
    name: 'Served by a stranger',
    says: 'Who served is no member of this location.',
  },
  author_not_member: {
    name: 'Made by a stranger',
    says: 'Who was signed in is no member of this location.',
    isReportOnly: true,
  },
  approval_invalid: { name: 'Yes of no manager', says: 'Who allowed it is no manager here.' },
  overridden: {
    name: 'Refused, then posted by a manager',
    says: 'It was refused for its stock, and a manager posted it all the same.',
    isReportOnly: true,
  },
};

/** Those that there are words for. */
export function knownFlags(flags: readonly string[]): readonly FlagToLookAt[] {
  return flagsToLookAt.filter((flag) => flags.includes(flag));
}
