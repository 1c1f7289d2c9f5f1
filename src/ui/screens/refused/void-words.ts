/** What it means to close a refused document for good, by its kind: asked before, and said after. */
import { isRecordType } from '#schema/document-content.ts';
import type { RecordType } from '#schema/push.ts';

export interface VoidWords {
  readonly title: string;
  readonly act: string;
  readonly description: string;
  /** Once it is done. */
  readonly closed: string;
}

const title = 'Void';
const act = 'Void it';
const gone = 'It is closed for good: it never enters the books, its number stays taken';
const done = 'It never entered the books. Its number stays taken';

const words: Readonly<Record<RecordType, VoidWords>> = {
  sales_invoice: {
    title,
    act,
    description: `${gone}, its goods are back in stock, what was on credit is not owed. Give any money back by hand.`,
    closed: `${done}, its goods count as in stock.`,
  },
  stock_adjustment: {
    title,
    act,
    description: `${gone}, the stock stays as it was.`,
    closed: `${done}, the stock is as it was before.`,
  },
  grn: {
    title,
    act,
    description: `${gone}, its goods do not count as stock. Receive again what did come.`,
    closed: `${done}, its goods do not count as stock.`,
  },
  stock_transfer: {
    title,
    act,
    description: `${gone}, its goods are back in stock here, and the other location does not wait for them.`,
    closed: `${done}, its goods count as in stock.`,
  },
  stock_transfer_receipt: {
    title,
    act,
    description: `${gone}, its goods do not count as stock. Receive again what did come.`,
    closed: `${done}, its goods do not count as stock.`,
  },
  customer_payment: {
    title,
    act,
    description: `${gone}, the customer owes as much as before. Give the money back by hand, or take the payment anew.`,
    closed: `${done}, the customer owes as much as before.`,
  },
  stock_count: {
    title,
    act,
    description: `${gone}, and what it counted is no longer part of its stocktake. Count again what it said.`,
    closed: `${done}, what it counted is part of no stocktake.`,
  },
  shift: {
    title,
    act,
    description: `${gone}. The sales it counted stay as they are. Write down what was counted.`,
    closed: `${done}.`,
  },
  master_update: {
    title: 'Discard the edit of',
    act: 'Discard it',
    description:
      'It is closed for good: what it set is not set. The record stays as it is for everybody else.',
    closed: 'What it set is not set.',
  },
};

const receivedTwice: VoidWords = {
  title,
  act,
  description: `${gone}. The goods count as the other receipt has them; correct the stock if that one is wrong.`,
  closed: `${done}, its goods count as the other receipt has them.`,
};

/** What another device sent may be of no kind that is known here. */
export function voidWords(entityType: string, code: string | null = null): VoidWords {
  if (code === 'RVRCV') return receivedTwice;
  return words[isRecordType(entityType) ? entityType : 'sales_invoice'];
}
