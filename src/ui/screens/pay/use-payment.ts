/**
 * A payment in the making: what is already counted, and what stands in the
 * field. An empty field means exactly what is due.
 */
import { useState } from 'react';
import { parseMoney } from '#domain/money.ts';
import { exchangeRows, givenInputs, withGiven, type ExchangeRow } from '#domain/exchange.ts';
import { cashDue, settlePayments, type PaymentInput, type SettledPayment } from '#domain/payment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';

export type Method = PaymentInput['method'];

export interface Payment {
  readonly method: Method;
  readonly text: string;
  readonly reference: string;
  /** Parts that are counted already, in a split payment. */
  readonly parts: readonly PaymentInput[];
  /** What is left after the parts, rounded to the coin for cash. */
  readonly due_minor: number;
  /** What the field says; null where that is no amount. */
  readonly given_minor: number | null;
  readonly change_minor: number;
  /** What the customer gets of what they gave back. */
  readonly back: readonly ExchangeRow[];
  /** Everything counted, once it settles the sale. */
  readonly inputs: readonly PaymentInput[] | null;
  readonly refusal: Refusal | null;
  /** Something is given, less than is due: it can be counted as a part. */
  readonly canAddPart: boolean;
}

function inputOf(method: Method, amount: number, reference: string): PaymentInput {
  switch (method) {
    case 'cash':
      return { method, tendered_minor: amount };
    case 'card':
      return { method, amount_minor: amount, reference };
    case 'credit':
      return { method, amount_minor: amount };
  }
}

const none: readonly SettledPayment[] = [];

/** `refunds`: of goods that were given back for it; they pay as far as they go. */
export function usePayment(totalMinor: number, settings: Settings, refunds = none) {
  const [method, setMethod] = useState<Method>('cash');
  const [text, setText] = useState('');
  const [reference, setReference] = useState('');
  const [parts, setParts] = useState<readonly PaymentInput[]>([]);
  const coin = settings.cash_rounding_minor;

  const covered = givenInputs(refunds, totalMinor);
  const counted = [...covered, ...parts].reduce((sum, part) => sum + amountOf(part), 0);
  const left = Math.max(0, totalMinor - counted);
  const due = method === 'cash' ? cashDue(left, coin) : left;
  const given = text === '' ? due : parseMoney(text, settings.currency_decimals);
  const inputs =
    given === null
      ? null
      : given === 0 && parts.length + covered.length > 0
        ? parts
        : [...parts, inputOf(method, given, reference)];
  const result = inputs && settlePayments(totalMinor, withGiven(covered, inputs), coin);
  const isSettled = result?.kind === 'settled';
  const payment: Payment = {
    method,
    text,
    reference,
    parts,
    due_minor: due,
    given_minor: given,
    change_minor: isSettled ? result.change_minor : 0,
    back: isSettled ? exchangeRows(result.payments, refunds).filter(({ kind }) => kind === 'back') : [],
    inputs: isSettled ? inputs : null,
    refusal:
      result?.kind === 'refused' ? result.refusal : given === null ? { kind: 'payment_invalid' } : null,
    canAddPart: given !== null && given > 0 && given < due,
  };
  return {
    payment,
    setText,
    setReference,
    choose: (next: Method) => {
      setMethod(next);
      setText('');
    },
    addPart: () => {
      if (!payment.canAddPart || given === null) return;
      setParts([...parts, inputOf(method, given, reference)]);
      setText('');
      setReference('');
      setMethod(method === 'cash' ? 'card' : 'cash');
    },
    removePart: (index: number) => setParts(parts.filter((_, at) => at !== index)),
  };
}

export function amountOf(input: PaymentInput): number {
  return input.method === 'cash' ? input.tendered_minor : input.amount_minor;
}
