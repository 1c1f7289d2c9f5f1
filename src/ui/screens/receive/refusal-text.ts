import type { Currency } from '#domain/money.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import type { FailureText } from '#ui/server-failure.ts';

/** In the words of somebody who receives, not of somebody who sells. */
export function noteRefusalText(refusal: Refusal, currency: Currency): FailureText {
  const safe = 'Nothing was posted. The note is kept as it is.';
  switch (refusal.kind) {
    case 'too_many_lines':
      return {
        title: `A note has at most ${refusal.max} lines`,
        safe,
        advice: 'Remove some, post, and put the rest on a second note.',
      };
    case 'amount_too_large':
      return {
        title: 'The amount is larger than a note can have',
        safe,
        advice: 'Check quantities and costs.',
      };
    case 'storage_full':
      return {
        title: 'This device has no room left: the note was NOT posted',
        safe: 'Everything posted before is safe.',
        advice: 'Free some space on the device, then post again.',
      };
    default:
      return { ...refusalText(refusal, currency), safe };
  }
}
