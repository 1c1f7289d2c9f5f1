/**
 * A payment in the making: what stands in the fields, and what it comes to. An
 * empty amount means all that is owed, empty cash exactly what is due.
 */
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { postCustomerPayment } from '#commands/post-customer-payment.ts';
import { parseMoney } from '#domain/money.ts';
import { cashDue, settlePayments, type CardInput, type CashInput } from '#domain/payment.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Settings } from '#queries/settings.ts';
import { newId } from '#schema/new-id.ts';
import { askToPersist } from '#ui/hooks/use-storage-health.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';

export type PaidBy = 'cash' | 'card';

const blank = { method: 'cash' as PaidBy, amount: '', tendered: '', reference: '', note: '' };
type Fields = typeof blank;

export function useTakePayment(customerId: string, owedMinor: number, settings: Settings) {
  const { till } = useShop();
  const navigate = useNavigate();
  const [fields, setFields] = useState<Fields>(blank);
  // One id for all tries: two taps are one payment.
  const [id] = useState(newId);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [isPosting, setPosting] = useState(false);
  const [crash, setCrash] = useState<unknown>(null);
  const isRunning = useRef(false);
  if (crash) throw crash;

  const paid = read(fields, owedMinor, settings);
  const post = async () => {
    if (isRunning.current || paid.given === null || paid.amount_minor === null) return;
    isRunning.current = true;
    setPosting(true);
    try {
      const { amount_minor, given } = paid;
      const payment = { id, customer_id: customerId, amount_minor, given, note: fields.note };
      const result = await postCustomerPayment(till, payment, settings);
      const isStored = result.kind === 'posted' || result.refusal.kind === 'already_posted';
      beep(isStored ? 'ok' : 'error');
      if (!isStored) return setRefusal(result.refusal);
      announce('The payment is stored');
      askToPersist();
      await navigate({ to: '/sales/payments/$id', params: { id }, search: { fresh: true } });
    } catch (error) {
      setCrash(error);
    } finally {
      isRunning.current = false;
      setPosting(false);
    }
  };
  return {
    fields,
    paid,
    isPosting,
    refusal: refusal ?? paid.refusal,
    change: (part: Partial<Fields>) => {
      setFields({ ...fields, ...part });
      setRefusal(null);
    },
    post,
  };
}

export interface PaidSoFar {
  /** Null where that is no amount. */
  readonly amount_minor: number | null;
  /** What is to be handed over, in coins that there are. */
  readonly due_minor: number;
  readonly change_minor: number;
  /** More than is owed, by this much. */
  readonly over_minor: number;
  /** Null where it cannot be posted so. */
  readonly given: CashInput | CardInput | null;
  readonly refusal: Refusal | null;
}

function read(fields: Fields, owedMinor: number, settings: Settings): PaidSoFar {
  const { currency_decimals: decimals, cash_rounding_minor: coin } = settings;
  const amount = fields.amount === '' ? Math.max(owedMinor, 0) : parseMoney(fields.amount, decimals);
  const due = amount === null ? 0 : fields.method === 'cash' ? cashDue(amount, coin) : amount;
  const tendered = fields.tendered === '' ? due : parseMoney(fields.tendered, decimals);
  const none = { amount_minor: amount, due_minor: due, change_minor: 0, over_minor: 0, given: null };
  if (amount === null || tendered === null) return { ...none, refusal: { kind: 'payment_invalid' } };
  if (amount === 0) return { ...none, refusal: null };
  const given: CashInput | CardInput =
    fields.method === 'cash'
      ? { method: 'cash', tendered_minor: tendered }
      : { method: 'card', amount_minor: amount, reference: fields.reference };
  const settled = settlePayments(amount, [given], coin);
  if (settled.kind === 'refused') return { ...none, refusal: settled.refusal };
  const over = Math.max(amount - Math.max(owedMinor, 0), 0);
  return { ...none, change_minor: settled.change_minor, over_minor: over, given, refusal: null };
}
