/** A conflict in plain words: why it lost, and what can be done. */
import type { Conflict } from './conflict.ts';

/** Why what lost is not what is kept. */
export function reasonText({ reason, hadBy, fault }: Conflict): string {
  switch (reason) {
    case 'older':
      return 'It was made earlier than the other, and came later.';
    case 'overwrote_unseen':
      return 'The other was made later, on a device that had not seen this one.';
    case 'barcode_taken':
      return `${hadBy ?? 'Another item'} had this barcode already.`;
    case 'check':
      return fault === null
        ? 'It came together with a value that is not possible, so none of it was kept.'
        : `${fault}.`;
  }
}

/** What there is to say instead of offering to restore it; null where it can be restored. */
export function whyNot({ standing, table, takenBy, fault, reason }: Conflict): string | null {
  switch (standing) {
    case 'in_use':
      return 'Now in use';
    case 'no_record':
      return 'The record was never made';
    case 'taken':
      return reason === 'barcode_taken' ? 'Still taken' : `${takenBy ?? 'Another item'} has this barcode now`;
    case 'restorable':
    case 'changed_since':
      if (table === null) return 'Update Flux to restore it';
      return fault === null ? null : 'Not possible';
  }
}
