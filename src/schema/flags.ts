/**
 * What the server can put on a document that it takes (`flags` in the
 * migrations): what somebody should look at, and what is merely said of it.
 */
export const flagsToLookAt = [
  'price_unapproved',
  'discount_unapproved',
  'price_changed',
  'tax_changed',
  'tax_mode_differs',
  'currency_differs',
  'rounding_differs',
  'over_credit_limit',
  'debts_overdue',
  'credit_unapproved',
  'due_date_differs',
  'no_receipt',
  'return_unapproved',
  'refund_differs',
  'exchange_voided',
  'negative_stock',
  'expired_lot',
  'part_of_piece',
  'adjustment_unapproved',
  'quantity_differs',
  'takings_differ',
  'drawer_differs',
  'shifts_overlap',
  'clock_ahead',
  'date_moved',
  'date_differs',
  'device_retired',
  'number_clash',
  'cashier_not_member',
  'opener_not_member',
  'mover_not_member',
  'author_not_member',
  'approval_invalid',
  'overridden',
] as const;
export type FlagToLookAt = (typeof flagsToLookAt)[number];

/** Allowed, and in reports of their own. */
export const quietFlags = ['approved', 'discounted', 'price_overridden'] as const;
