/**
 * Why this device refused, by kind, in plain words: what happened, whether the
 * data is safe, what to do. What the server says no to: `server-failure.ts`.
 */
import { formatMoney, type Currency } from '#domain/money.ts';
import type { LineField } from '#domain/note-draft.ts';
import type { ReceiptField } from '#domain/receipt-draft.ts';
import { formatQuantity } from '#domain/quantity.ts';
import type { SellingAct } from '#domain/selling-rights.ts';
import type { Refusal, TextField } from '#domain/refusal.ts';
import { creditTitle } from './credit-text.ts';
import { faultText } from './masters/fault-text.ts';
import { fieldWord } from './masters/words.ts';
import { ours, serverFailure, type FailureText } from './server-failure.ts';

const nothingChanged = 'Nothing was posted and the cart is kept.';
const unchanged = 'Nothing was changed.';

/** Names and addresses are of people, not of a sale. */
function safeWithout(field: TextField): string {
  return field === 'name' || field === 'e-mail address' ? unchanged : nothingChanged;
}

/** Why this device refused. */
export function refusalText(refusal: Refusal, currency: Currency): FailureText {
  const money = (minor: number) => formatMoney(minor, currency);
  const no = (title: string, advice: string, safe = nothingChanged): FailureText => ({ title, safe, advice });
  switch (refusal.kind) {
    case 'empty_cart':
      return no('The cart is empty', 'Scan or choose an item first.');
    case 'count_invalid':
      return no('A coin or note has no whole number of pieces', 'Correct it in the count.');
    case 'not_counted':
      return no('The drawer is not counted yet', 'Count it, then close the shift.');
    case 'no_open_shift':
      return no(
        'No shift is open on this till',
        'It was closed in another tab, or is being closed. Look at Shift.',
      );
    case 'empty_note':
      return no('Nothing is on the note', 'Scan or choose what came first.');
    case 'empty_return':
      return no('Nothing is chosen', 'Say how much of which line comes back.', unchanged);
    case 'returned_too_much':
      return no(
        `Of ${refusal.item_name} only ${formatQuantity(refusal.left_milli, refusal.left_milli % 1000 === 0 ? 0 : 3)} can still come back`,
        'Lower the quantity.',
        unchanged,
      );
    case 'refund_differs':
      return no(
        `${money(refusal.due_minor)} is to be paid back, not ${money(refusal.paid_minor)}`,
        'Change the amounts.',
        unchanged,
      );
    case 'line_incomplete':
      return no(
        `${refusal.item_name}: the ${lineFields[refusal.field]} is missing or not possible`,
        'Correct it on its line.',
      );
    case 'destination_missing':
      return no('Where do the goods go?', 'Choose the other location first.');
    case 'already_received':
      return no(
        `This transfer is already received, as ${refusal.number}`,
        'Look at it in the list of transfers.',
        'The goods count once; nothing was added.',
      );
    case 'too_many_lines':
      return no(
        `A sale has at most ${refusal.max} lines`,
        'Finish this one and sell the rest in a second sale.',
      );
    case 'quantity_invalid':
      return no(`${refusal.item_name} cannot be sold in that quantity`, 'Change the quantity of the line.');
    case 'price_invalid':
      return no(
        `${refusal.item_name} has a price that is not possible`,
        'Remove the line, or have the price corrected.',
      );
    case 'discount_too_large':
      return no(`The discount on ${refusal.item_name} is more than its price`, 'Lower the discount.');
    case 'lot_missing':
      return no(`${refusal.item_name} needs a batch`, 'Choose the batch on its line.');
    case 'amount_too_large':
      return no('The amount is larger than a till can take', 'Check the quantities.');
    case 'payment_missing':
      return no(`${money(refusal.due_minor)} is not paid yet`, 'Take the payment first.');
    case 'payment_short':
      return no(
        `${money(refusal.due_minor - refusal.paid_minor)} is missing`,
        'Enter what else the customer gives.',
      );
    case 'payment_excess':
      return no(
        `By card or on credit goes exactly what is due: ${money(refusal.paid_minor - refusal.due_minor)} too much`,
        'Lower the amount.',
      );
    case 'payment_invalid':
      return no('That amount is not possible', 'Enter the amount again.');
    case 'customer_missing':
      return no('On credit needs a customer', 'Choose the customer of the sale first.');
    case 'credit_refused':
      return no(creditTitle(refusal, money), 'Take the money now, or ask a manager to come over.');
    case 'stock_short':
      return no(
        `Not enough stock of ${refusal.items.map(shortItem).join(', ')}`,
        'Lower the quantity or remove the line.',
      );
    case 'approval_needed':
      return no(
        `${refusal.acts.map((act) => approvalWords[act]).join(' ')} A manager has to say yes`,
        'Ask a manager to come over, or change it back.',
      );
    case 'text_missing':
      return no(`The ${refusal.field} is missing`, `Write the ${refusal.field}.`, safeWithout(refusal.field));
    case 'text_too_long':
      return no(
        `The ${refusal.field} is too long`,
        `Keep it within ${refusal.max_length} characters.`,
        safeWithout(refusal.field),
      );
    case 'email_invalid':
      return no('This is no e-mail address', 'It looks like ana@example.com.', unchanged);
    case 'already_posted':
      return no(
        `This sale is posted already, as ${refusal.number}`,
        'Start a new sale.',
        'It is stored once; nothing was added.',
      );
    case 'not_allowed':
      return refusal.needs === 'admin'
        ? no('This needs an admin', 'Ask an admin to sign in on this device.', unchanged)
        : no('This needs a manager', 'Ask a manager to sign in on this device.', unchanged);
    case 'invalid_master': {
      const [fault] = refusal.faults;
      const what = fault
        ? `${fieldWord(fault.column)}: ${faultText(fault, currency)}`
        : 'A field cannot be saved';
      return no(what, 'Correct it, then save again.', 'Nothing was saved, and what you typed is kept.');
    }
    case 'not_found':
      return no('This document is no longer in the queue', 'Look for it in Sales.', unchanged);
    case 'not_correctable':
      return no(
        'This document cannot be corrected here',
        `Try it again as it is, or void it. ${ours}`,
        unchanged,
      );
    case 'needs_internet':
      return no(
        'This needs internet, and the server could not be reached',
        'Try again when the connection is back.',
        'Nothing was changed, and what you typed is kept.',
      );
    case 'needs_sign_in':
      return no(
        'This needs you to be signed in',
        'Sign in, then try again.',
        'Nothing was changed, and what you typed is kept.',
      );
    case 'server_refused': {
      const { title, advice } = serverFailure(refusal.code, refusal.message);
      return no(title, advice, unchanged);
    }
    case 'storage_full':
      return no(
        'This device has no room left: the sale was NOT taken',
        'Free some space on the device, then take the payment again.',
        'Nothing was written. Everything posted before is safe.',
      );
  }
}

const lineFields: Readonly<Record<LineField | ReceiptField, string>> = {
  item: 'item of this location',
  reason: 'reason for the difference',
  quantity: 'quantity',
  unit_cost: 'cost',
  batch_number: 'batch number',
  expiry_date: 'expiry date',
};

function shortItem(item: { item_name: string; on_hand_milli: number; unit_symbol: string }): string {
  const decimals = item.on_hand_milli % 1000 === 0 ? 0 : 3;
  return `${item.item_name} (${formatQuantity(item.on_hand_milli, decimals)} ${item.unit_symbol} left)`;
}

const approvalWords: Readonly<Record<SellingAct | 'return', string>> = {
  return: 'Goods come back without a receipt.',
  price: 'A price was changed.',
  discount: 'More is taken off than a cashier may.',
};
