/** What a key does in a table whose rows are chosen, opened and marked. Pure. */
export type GridAct =
  /** `isMarking`: what is passed is marked on the way. */
  | { readonly kind: 'move'; readonly to: number; readonly isMarking: boolean }
  | { readonly kind: 'open' }
  | { readonly kind: 'mark' }
  | { readonly kind: 'mark_all' }
  | { readonly kind: 'unmark_all' };

export interface GridPlace {
  /** The row that the keys are at. */
  readonly active: number;
  readonly total: number;
  /** Rows in sight. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** Null: the key is not the table's. */
export function gridAct({ key, shiftKey, ctrlKey, metaKey }: Key, place: GridPlace): GridAct | null {
  if (ctrlKey || metaKey) return key.toLowerCase() === 'a' ? { kind: 'mark_all' } : null;
  const to = destination(key, place);
  if (to !== null) {
    return { kind: 'move', to: Math.max(0, Math.min(to, place.total - 1)), isMarking: shiftKey };
  }
  switch (key) {
    case 'Enter':
      return { kind: 'open' };
    case ' ':
      return { kind: 'mark' };
    case 'Escape':
      return { kind: 'unmark_all' };
    default:
      return null;
  }
}

function destination(key: string, { active, total, page }: GridPlace): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return total - 1;
    default:
      return null;
  }
}
