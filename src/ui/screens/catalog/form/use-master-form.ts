import { useCallback, useState } from 'react';
import type { Values } from '#domain/master-edit.ts';
import type { MasterRow } from '#queries/masters.ts';
import { useAfterPress } from '#ui/hooks/use-after-press.ts';
import { useCurrency } from '#ui/shop-context.tsx';
import { faultText } from '#ui/masters/fault-text.ts';
import type { MasterDefinition } from '#ui/masters/definition.ts';
import { formState, isTouched, type Typed } from './form-state.ts';
import { useTakenBarcode } from './use-taken-barcode.ts';

const nothing: Typed = {};

/** `row` is null for a new record; `first`: what is filled in from the start. */
export function useMasterForm(definition: MasterDefinition, row: MasterRow | null, first: Typed = nothing) {
  const currency = useCurrency();
  const [start, setStart] = useState(first);
  const [typed, setTyped] = useState(first);
  /** What stood in a field when somebody began to type over it. */
  const [seen, setSeen] = useState<Values>({});
  /** A field is not told off before somebody has left it, or has tried to save. */
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(new Set<string>());
  const state = formState(definition, row, typed, currency);
  const takenBy = useTakenBarcode(definition, row?.id ?? '', state.columns['barcode']);
  const type = useCallback(
    (name: string, text: string) => {
      setTyped((now) => ({ ...now, [name]: text }));
      if (row) setSeen((now) => (name in now ? now : { ...now, [name]: row[name] ?? null }));
    },
    [row],
  );
  const afterPress = useAfterPress();
  const leave = useCallback(
    (name: string) => afterPress(() => setLeft((now) => (now === 'all' ? now : new Set([...now, name])))),
    [afterPress],
  );
  const reset = useCallback((next: Typed) => {
    setStart(next);
    setTyped(next);
    setSeen({});
    setLeft(new Set<string>());
  }, []);
  const errorOf = (name: string): string | null => {
    if (name === 'barcode' && takenBy !== null) return takenBy;
    if (left !== 'all' && !left.has(name)) return null;
    const fault = state.faults.find(({ column }) => column === name);
    return fault ? faultText(fault, state.currency) : null;
  };
  return {
    state,
    seen,
    type,
    leave,
    reset,
    errorOf,
    /** Says of every field what is wrong with it. */
    showAll: useCallback(() => setLeft('all'), []),
    isGood: state.faults.length === 0 && takenBy === null,
    isTouched: isTouched(state, typed, start),
  };
}

export type MasterFormState = ReturnType<typeof useMasterForm>;
