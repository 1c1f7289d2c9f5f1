import { refused, type Refused } from './refusal.ts';
import { cleanText, lengthOf } from './text.ts';

/** The server's bound. */
export const maxReasonLength = 500;

/** Why somebody did what needs a reason: said, and not too long. */
export function checkReason(typed: string): { readonly kind: 'reason'; readonly reason: string } | Refused {
  const reason = cleanText(typed);
  if (reason === '') return refused({ kind: 'text_missing', field: 'reason' });
  if (lengthOf(reason) > maxReasonLength) {
    return refused({ kind: 'text_too_long', field: 'reason', max_length: maxReasonLength });
  }
  return { kind: 'reason', reason };
}
