/**
 * What the server answered to a document in the queue, by code, in plain words:
 * what happened, whether the data is safe, what to do. An unknown code is shown
 * with the server's own words.
 */
import type { FailureCode } from '#schema/failure-codes.ts';

export interface FailureText {
  readonly title: string;
  /** Is my data safe? */
  readonly safe: string;
  /** What to do now. */
  readonly advice: string;
}

const kept = 'The document is kept on this device, whole and unchanged.';
const keptElsewhere = 'The document is kept whole, on its till and at the server.';
export const ours = 'Tell support and send the number: this is for us to mend, not for you.';

const otherVersion =
  'It waits and is sent again by itself. If the app offers an update, install it; else tell support that the server is to be upgraded.';

const server: Readonly<Record<FailureCode, readonly [title: string, advice: string]>> = {
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
    'Check in the catalog whether the item is sold by batch, then try again. If it is not, a manager opens it and corrects its lines, or voids it.',
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
    'It is sent again once the supplier is there. If not, a manager opens it and chooses another, or none.',
  ],
  RDSAL: [
    'The sale that it returns, or the return that it is set against, is not at the server yet',
    'It is sent again once that is there. If that was voided, try again; a return of a voided sale is voided too.',
  ],
  RDLOC: ['The location that it goes to is not known to the server', 'Ask an admin to check the locations.'],
  RDTRF: [
    'Its transfer is not at the server yet',
    'It is sent again once the location that sent the goods has synced. If it never will, a manager voids this one.',
  ],
  RADEV: ['This device is not registered here any more', 'Ask an admin to register this device again.'],
  RALOC: ['You are not a member of this location', 'Ask an admin for access, sign in again, then try again.'],
  RAROL: ['Your role does not allow this', 'Ask a manager to sign in on this device and try again.'],
  RHVER: ['This app and the server are of different versions', otherVersion],
  RHKND: ['The server does not know this kind of document yet', otherVersion],
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
