/**
 * Every "no" in plain words: what happened, whether the data is safe, what to
 * do. Two families: what the server answered to a document in the queue (by
 * code), and why this device refused (by kind). An unknown code is shown with
 * the server's own words.
 */
import { formatMoney, type Currency } from '#domain/money.ts';
import type { LineField } from '#domain/note-draft.ts';
import type { ReceiptField } from '#domain/receipt-draft.ts';
import { formatQuantity } from '#domain/quantity.ts';
import type { SellingAct } from '#domain/selling-rights.ts';
import type { Refusal, TextField } from '#domain/refusal.ts';
import type { FailureCode } from '#schema/failure-codes.ts';
import { creditTitle } from './credit-text.ts';
import { faultText } from './masters/fault-text.ts';
import { fieldWord } from './masters/words.ts';

export interface FailureText {
  readonly title: string;
  /** Is my data safe? */
  readonly safe: string;
  /** What to do now. */
  readonly advice: string;
}

const kept = 'The document is kept on this device, whole and unchanged.';
const keptElsewhere = 'The document is kept whole, on its till and at the server.';
const ours = 'Tell support and send the number: this is for us to mend, not for you.';

const server: Readonly<Record<FailureCode, readonly [title: string, advice: string]>> = {
  RVVER: ['This app is older than the server allows', 'Update the app, then try again.'],
  RVSIZ: ['The document is too large for the server', 'Split it: sell the rest in a second document.'],
  RVSHP: ['The server could not read part of the document', ours],
  RVDUP: [
    'Another document already has this identity',
    'A manager opens it, compares it with the one in the books, and closes it.',
  ],
  RVNUM: ['The number is not of this device’s series', 'Ask an admin to check the devices of this location.'],
  RVPST: ['The document is in the books already', 'Correct it with a return or an adjustment.'],
  RVKND: ['This kind of document cannot be posted yet', 'Update the app, then try again.'],
  RVLIN: ['The document has no lines, or a line twice', ours],
  RVTOT: ['The total does not match the lines', ours],
  RVPAY: ['The payments do not settle the total', ours],
  RVCUS: [
    'What is on credit or paid has no customer',
    'A manager opens it and chooses the customer, or voids it and makes it anew.',
  ],
  RVLOT: [
    'A batch-tracked item has no batch',
    'A manager opens it and chooses the batch, or settles it another way.',
  ],
  RVBAT: [
    'A batch on it does not fit its item',
    'Check in the catalog whether the item is sold by batch, then try again. If it is not, a manager voids it and receives the goods anew.',
  ],
  RVQTY: ['A quantity is not possible', 'Check the units of the item, then try again.'],
  RVPRC: ['A price is not possible', 'Check the price of the item, then try again.'],
  RVRET: [
    'More would come back than was sold, or something else',
    'Another till may have taken the same goods back: a manager compares both, and voids this one if the money was paid once.',
  ],
  RVSTK: [
    'There is not enough stock for it',
    'Receive or count the stock, then try again; or a manager opens it and allows it.',
  ],
  RVNOT: ['An adjustment needs a note that says why', 'Make the adjustment again with a note.'],
  RVRCV: [
    'This transfer is already received',
    'The goods came once and count once: nothing is missing. A manager compares it with the receipt that is in the books, and voids this one.',
  ],
  RVADM: ['A location needs an admin', 'Make somebody else admin first, then try again.'],
  RVMBR: [
    'This person does not work here any more',
    'Another admin may have removed them: look at the list again.',
  ],
  RVINV: [
    'This invitation is used already, or there is none',
    'Look at the list again: whoever used it is among the people.',
  ],
  RVCPY: [
    'A price of one location is not a price of the other',
    'Give both the same currency and the same way of including tax, then copy.',
  ],
  RDITM: [
    'An item of it is not known at this location',
    'It is sent again once the item is there. If not, a manager opens it and settles it.',
  ],
  RDLOT: [
    'A batch of it is not known to the server yet',
    'It is sent again once the batch is there. If not, a manager opens it and chooses another.',
  ],
  RDTAX: [
    'A tax rate of it is not known at this location',
    'Ask an admin to check the tax rates, then try again.',
  ],
  RDCUS: [
    'Its customer is not known at this location',
    'It is sent again once the customer is there. If not, a manager opens it and chooses another, or none.',
  ],
  RDSUP: [
    'Its supplier is not known at this location',
    'It is sent again once the supplier is there. If not, a manager voids it and receives the goods anew.',
  ],
  RDSAL: [
    'The sale that it returns is not at the server yet',
    'It is sent again once the sale is there. If the sale was voided, a manager voids this too.',
  ],
  RDLOC: ['The location that it goes to is not known to the server', 'Ask an admin to check the locations.'],
  RDTRF: [
    'Its transfer is not at the server yet',
    'It is sent again once the location that sent the goods has synced. If it never will, a manager voids this one.',
  ],
  RADEV: ['This device is not registered here any more', 'Ask an admin to register this device again.'],
  RALOC: ['You are not a member of this location', 'Ask an admin for access, sign in again, then try again.'],
  RAROL: ['Your role does not allow this', 'Ask a manager to sign in on this device and try again.'],
};

const again = 'It is sent again by itself; there is nothing to do.';

/** What stood between this device and the server (`outcome.ts` of the connector); HTTP_<status> is the rest. */
const transient: Readonly<Record<string, readonly [title: string, advice: string]>> = {
  NETWORK: ['The server could not be reached', again],
  TIMEOUT: ['The server took too long to answer', again],
  UNKNOWN: ['The server gave an answer that this app does not know', again],
};

/** What the server said to a document in the queue; `isElsewhere`: in that of another till. */
export function serverFailure(code: string | null, message: string | null, isElsewhere = false): FailureText {
  const failure = failureHere(code, message);
  return isElsewhere ? { ...failure, safe: keptElsewhere } : failure;
}

function failureHere(code: string | null, message: string | null): FailureText {
  const passing = code === null ? undefined : transient[code];
  if (passing) return { title: passing[0], safe: kept, advice: passing[1] };
  if (code?.startsWith('HTTP_'))
    return { title: 'The server is in trouble at the moment', safe: kept, advice: again };
  if (isKnown(code)) return { title: server[code][0], safe: kept, advice: server[code][1] };
  if (code?.startsWith('22') || code?.startsWith('23')) {
    return { title: 'The server could not store a value of it', safe: kept, advice: ours };
  }
  return {
    title: message ?? 'The server has not taken it yet',
    safe: kept,
    advice: 'It is sent again by itself. If it stays here, tell a manager.',
  };
}

function isKnown(code: string | null): code is FailureCode {
  return code !== null && code in server;
}

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

const approvalWords: Readonly<Record<SellingAct, string>> = {
  price: 'A price was changed.',
  discount: 'More is taken off than a cashier may.',
};
