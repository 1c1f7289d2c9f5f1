/**
 * A return while it is written, as pure values: what stands in the fields, to
 * the letter. Its id is the return's id from the start. With a receipt it says
 * how much of which line of the sale comes back, without one what does.
 */
import type { Approval } from '#schema/documents/approval.ts';
import { readLoose, type LooseLine } from './loose-line.ts';
import { parseQuantity } from './quantity.ts';
import { refundsFor, type MoneyOfSale, type RefundWay } from './refund-split.ts';
import type { Refusal } from './refusal.ts';
import {
  leftOf,
  refundTotal,
  type ReturnableLine,
  type ReturnedLine,
  type ReturnedSale,
  type SaleReturn,
} from './sale-return.ts';
import { cleanText } from './text.ts';

/** Of a line of the sale, how much comes back. */
export interface Choice {
  readonly text: string;
  readonly isRestocked: boolean;
}

export interface ReturnDraft {
  readonly id: string;
  readonly kind: 'return';
  readonly started_at: string;
  /** The sale of the receipt. */
  readonly original: { readonly id: string; readonly number: string } | null;
  /** By the line of that sale. */
  readonly choices: Readonly<Record<string, Choice>>;
  /** Without a receipt. */
  readonly lines: readonly LooseLine[];
  readonly way: RefundWay;
  readonly reference: string;
  readonly note: string;
  /** The cart that it is set against, and a manager's yes where that needed one; any change takes it off. */
  readonly exchange: { readonly sale_id: string; readonly approval: Approval | null } | null;
}

/** What comes back is judged by the sale, with what came back of it before. */
export interface ReturnSource extends MoneyOfSale {
  readonly original: ReturnedSale;
  readonly lines: readonly ReturnableLine[];
  readonly currency_decimals: number;
}

export function newReturn(id: string, startedAt: string, original: ReturnDraft['original']): ReturnDraft {
  const nothing = { choices: {}, lines: [], reference: '', note: '', exchange: null } as const;
  return { id, kind: 'return', started_at: startedAt, original, way: 'as_paid', ...nothing };
}

export function isEmptyReturn({ choices, lines, note, reference }: ReturnDraft): boolean {
  const isChosen = Object.values(choices).some(({ text }) => text.trim() !== '');
  return !isChosen && lines.length === 0 && note.trim() === '' && reference.trim() === '';
}

const notChosen: Choice = { text: '', isRestocked: true };

export function choiceOf({ choices }: Pick<ReturnDraft, 'choices'>, { id }: { readonly id: string }): Choice {
  return choices[id] ?? notChosen;
}

/** Null where it is no quantity of that unit. */
export function chosenMilli({ text }: Choice, { quantity_decimals }: ReturnableLine): number | null {
  return text.trim() === '' ? 0 : parseQuantity(text, quantity_decimals);
}

/** Everything that can still come back. */
export function chooseAll(draft: ReturnDraft, lines: readonly ReturnableLine[]): ReturnDraft {
  const chosen = lines
    .filter((line) => leftOf(line) > 0)
    .map((line) => [line.id, { ...choiceOf(draft, line), text: String(leftOf(line) / 1000) }] as const);
  return { ...draft, choices: { ...draft.choices, ...Object.fromEntries(chosen) } };
}

export interface ReadReturn {
  /** What can be paid back as it stands. */
  readonly saleReturn: SaleReturn;
  readonly total_minor: number;
  /** What is in its way first; `makeReturn` may find more. */
  readonly refusal: Refusal | null;
}

export function readReturn(draft: ReturnDraft, source: ReturnSource): ReadReturn {
  const { lines, refusal } = draft.original ? readChoices(draft, source) : readLines(draft, source);
  const { original } = source;
  const total_minor = refundTotal(lines, original);
  const refunds = refundsFor(total_minor, draft.way, source, draft.reference);
  const { id, note, exchange } = draft;
  const given = exchange ? { exchange_id: exchange.sale_id } : {};
  return { saleReturn: { id, original, lines, refunds, note, ...given }, total_minor, refusal };
}

interface Chosen {
  readonly lines: readonly ReturnedLine[];
  readonly refusal: Refusal | null;
}

function readChoices(draft: ReturnDraft, { lines }: ReturnSource): Chosen {
  const chosen: ReturnedLine[] = [];
  let refusal: Refusal | null = null;
  for (const line of lines) {
    const choice = choiceOf(draft, line);
    const quantity_milli = chosenMilli(choice, line);
    const left_milli = leftOf(line);
    const at = { line_id: line.id, item_id: line.item_id, item_name: line.item_name };
    if (quantity_milli === null)
      refusal ??= { kind: 'quantity_invalid', ...at, quantity_milli: 0, quantity_decimals: 0 };
    else if (quantity_milli > left_milli) refusal ??= { kind: 'returned_too_much', ...at, left_milli };
    else if (quantity_milli > 0) chosen.push({ line, quantity_milli, isRestocked: choice.isRestocked });
  }
  return { lines: chosen, refusal: refusal ?? (chosen.length === 0 ? { kind: 'empty_return' } : null) };
}

function readLines(draft: ReturnDraft, { currency_decimals }: ReturnSource): Chosen {
  const read = draft.lines.map((line) => ({ line, ...readLoose(line, currency_decimals) }));
  const lines = read.flatMap(({ returned }) => returned ?? []);
  const refusal = read.map(({ line, fault }) => fault && faultOf(line, fault)).find((one) => one !== null);
  if (draft.lines.length === 0) return { lines, refusal: { kind: 'empty_return' } };
  // Nothing else says why money was given for it.
  const says = cleanText(draft.note) !== '';
  return { lines, refusal: refusal ?? (says ? null : { kind: 'text_missing', field: 'reason' }) };
}

function faultOf(line: LooseLine, fault: NonNullable<ReturnType<typeof readLoose>['fault']>): Refusal {
  const at = { line_id: line.id, item_id: line.item_id, item_name: line.item_name };
  if (fault === 'batch_missing') return { kind: 'lot_missing', ...at };
  if (fault === 'price_not_possible') return { kind: 'price_invalid', ...at };
  return { kind: 'quantity_invalid', ...at, quantity_milli: 0, quantity_decimals: line.quantity_decimals };
}
