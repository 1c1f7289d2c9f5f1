import type { Currency } from '#domain/money.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import type { FailureText } from '#ui/server-failure.ts';

/** Why an edit of masters was not saved, where the words for a sale would say something else. */
export function editRefusalText(refusal: Refusal, currency: Currency): FailureText {
  switch (refusal.kind) {
    case 'storage_full':
      return {
        title: 'This device has no room left',
        safe: 'This is not saved; everything saved before is safe.',
        advice: 'Free some space on the device, then try again.',
      };
    case 'not_found':
      return {
        title: 'It is not on this device any more',
        safe: 'Nothing was changed.',
        advice: 'Look for it in the catalog.',
      };
    default:
      return refusalText(refusal, currency);
  }
}
