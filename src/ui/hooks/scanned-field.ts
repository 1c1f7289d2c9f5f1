/**
 * A scanner types into whatever has the focus, over what is selected there. Once
 * the text proves to be a scan, the field gets back what it held before.
 */
import { separator } from './scan-burst.ts';

type TextField = HTMLInputElement | HTMLTextAreaElement;

export interface HeldText {
  readonly field: TextField;
  readonly value: string;
  /** Null in a field of a kind that has none. */
  readonly selection: readonly [number, number] | null;
}

/** What the focused field holds before the first key of what may be a scan is typed into it. */
export function heldText(): HeldText | null {
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return null;
  const { value, selectionStart, selectionEnd } = field;
  const hasSelection = selectionStart !== null && selectionEnd !== null;
  return { field, value, selection: hasSelection ? [selectionStart, selectionEnd] : null };
}

export function takeBack(code: string, held: HeldText | null): void {
  const field = document.activeElement;
  if (field === held?.field && held.field.value !== held.value) {
    write(held.field, held.value);
    if (held.selection) held.field.setSelectionRange(...held.selection);
  }
  // The focus came with the first letters, as on the sale: they are at the end of what is there.
  else if (field instanceof HTMLInputElement && field !== held?.field) {
    const scanned = code.replaceAll(separator, '');
    let length = Math.min(scanned.length, field.value.length);
    while (length > 0 && !field.value.endsWith(scanned.slice(-length))) length -= 1;
    if (length > 0) write(field, field.value.slice(0, -length));
  }
}

/** Not `field.value = …`: React would take that for its own doing and keep the old text. */
function write(field: TextField, value: string): void {
  const kind = field instanceof HTMLInputElement ? HTMLInputElement : HTMLTextAreaElement;
  Object.getOwnPropertyDescriptor(kind.prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
