/**
 * A form of a master: what somebody typed over what the row holds. A field that
 * nobody touched follows the row, so an edit that arrives meanwhile is seen,
 * and only what was typed is sent. Pure.
 */
import { withDefaults, type Values } from '#domain/master-edit.ts';
import { masterFaults, type MasterFault } from '#domain/master-rules.ts';
import type { Currency } from '#domain/money.ts';
import type { MasterRow } from '#queries/masters.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { fieldText, valueOfText } from '#ui/masters/value-text.ts';

/** Text by column. */
export type Typed = Readonly<Record<string, string>>;

export interface FormState {
  readonly kind: 'create' | 'edit';
  /** What stands in each field. */
  readonly texts: Typed;
  /** What to save: all of a new record, of another what is not so already. */
  readonly columns: Values;
  readonly faults: readonly MasterFault[];
  /** With the decimals that the form itself says, where it does. */
  readonly currency: Currency;
}

/** `row` is null for a new record. */
export function formState(
  definition: MasterDefinition,
  row: MasterRow | null,
  typed: Typed,
  shopCurrency: Currency,
): FormState {
  const { table, columns: fields } = definition;
  const base: Values = row ?? withDefaults({ table, columns: {} });
  const currency = ownCurrency(typed, base, shopCurrency);
  const kind = row === null ? 'create' : 'edit';
  const texts: Record<string, string> = {};
  const columns: Record<string, Values[string]> = row === null ? { ...base } : {};
  const unreadable: MasterFault[] = [];
  for (const column of fields) {
    const { name } = column;
    const text = typed[name];
    texts[name] = text ?? fieldText(column, base[name] ?? null, currency);
    if (text === undefined) continue;
    const value = valueOfText(definition, column, text, currency);
    if (value === undefined) unreadable.push({ column: name, kind: 'malformed' });
    else if (row === null || value !== row[name]) columns[name] = value;
  }
  const isRead = ({ column }: MasterFault) => !unreadable.some((one) => one.column === column);
  const faults = [...unreadable, ...masterFaults(table, columns, kind).filter(isRead)];
  return { kind, texts, columns, faults, currency };
}

/** Whether closing the form would lose something; `first` is what it started with. */
export function isTouched(state: FormState, typed: Typed, first: Typed): boolean {
  if (state.kind === 'create')
    return Object.entries(typed).some(([name, text]) => text !== (first[name] ?? ''));
  return Object.keys(state.columns).length > 0 || state.faults.length > 0;
}

function ownCurrency(typed: Typed, base: Values, shop: Currency): Currency {
  const decimals = Number(typed['currency_decimals'] ?? base['currency_decimals'] ?? shop.currency_decimals);
  return { ...shop, currency_decimals: decimals };
}
