/** A note draft becomes a goods received note (R3.2-7), or a reason why not: all that the server would refuse is refused here first. */
import type { GrnLine, GrnPayload } from '#schema/documents/goods-received-note.ts';
import { approvalFields } from './approval.ts';
import { maxAmountMinor } from './money.ts';
import { readLine, type LineField, type NoteDraft, type NoteLine, type ReadLine } from './note-draft.ts';
import { refused, type Refusal, type Refused } from './refusal.ts';
import { maxLines, maxNoteLength, type Numberless, type SaleContext } from './sale.ts';
import { movesOfGrn, type StockMove } from './stock-moves.ts';
import { cleanLine, cleanText, lengthOf } from './text.ts';

export const maxReferenceLength = 80;

export interface MadeGrn {
  readonly kind: 'grn';
  readonly payload: Numberless<GrnPayload>;
  readonly moves: readonly StockMove[];
}

interface GrnContext extends Pick<
  SaleContext,
  'location_id' | 'device_id' | 'cashier_id' | 'approval' | 'business_date' | 'at' | 'currency'
> {
  readonly currency_decimals: number;
}

export function makeGrn(draft: NoteDraft, context: GrnContext): MadeGrn | Refused {
  const note = cleanText(draft.note);
  const supplier_reference = cleanLine(draft.supplier_reference);
  const refusal = refusalOf(draft, note, supplier_reference);
  if (refusal) return refused(refusal);
  const lines: GrnLine[] = [];
  for (const [index, line] of draft.lines.entries()) {
    const made = grnLine(line, index, readLine(line, context.currency_decimals));
    if ('kind' in made) return made;
    lines.push(made);
  }
  const total_minor = lines.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  if (total_minor > maxAmountMinor) return refused({ kind: 'amount_too_large' });
  const payload = {
    id: draft.id,
    location_id: context.location_id,
    device_id: context.device_id,
    supplier_id: draft.supplier_id,
    supplier_reference,
    note,
    cashier_id: context.cashier_id,
    ...approvalFields(context.approval),
    currency: context.currency,
    total_minor,
    business_date: context.business_date,
    client_created_at: context.at,
    client_updated_at: context.at,
    lines,
  } satisfies Numberless<GrnPayload>;
  return { kind: 'grn', payload, moves: movesOfGrn(payload) };
}

function refusalOf({ lines }: NoteDraft, note: string, reference: string): Refusal | null {
  if (lines.length === 0) return { kind: 'empty_note' };
  if (lines.length > maxLines) return { kind: 'too_many_lines', max: maxLines };
  if (lengthOf(note) > maxNoteLength)
    return { kind: 'text_too_long', field: 'note', max_length: maxNoteLength };
  if (lengthOf(reference) > maxReferenceLength)
    return { kind: 'text_too_long', field: 'delivery note number', max_length: maxReferenceLength };
  return null;
}

function grnLine(line: NoteLine, index: number, read: ReadLine): GrnLine | Refused {
  const { quantity_milli, unit_cost_minor, amount_minor, lot, faults } = read;
  const [fault] = Object.entries(faults);
  if (fault || quantity_milli === null || unit_cost_minor === null || amount_minor === null) {
    const { id: line_id, item_id, item_name } = line;
    return refused({ kind: 'line_incomplete', line_id, item_id, item_name, field: fieldOf(fault?.[0]) });
  }
  if (amount_minor > maxAmountMinor) return refused({ kind: 'amount_too_large' });
  return {
    id: line.id,
    line_no: index + 1,
    item_id: line.item_id,
    lot_id: lot?.id ?? null,
    batch_number: lot?.batch_number ?? null,
    expiry_date: lot?.expiry_date ?? null,
    item_name: line.item_name,
    unit_symbol: line.unit_symbol,
    quantity_milli,
    unit_cost_minor,
    amount_minor,
  };
}

/** The keys of `faults` are fields; TypeScript makes texts of them. */
function fieldOf(key: string | undefined): LineField {
  return (key ?? 'quantity') as LineField;
}
