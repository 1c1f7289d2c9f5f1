import type { Currency } from '#domain/money.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import type { FailureText } from '#ui/server-failure.ts';

/** In the words of somebody who puts stock right, not of somebody who sells. */
export function adjustmentRefusalText(refusal: Refusal, currency: Currency): FailureText {
  const safe = 'Nothing was posted. What you wrote is kept.';
  switch (refusal.kind) {
    case 'empty_note':
      return { title: 'Nothing is on it', safe, advice: 'Scan or choose something first.' };
    case 'text_missing':
      return { title: 'It does not say why', safe, advice: 'Choose a reason, and say it in a few words.' };
    case 'too_many_lines':
      return {
        title: `It has more than ${refusal.max} lines`,
        safe,
        advice: 'Remove some, post, and put the rest on a second one.',
      };
    case 'stock_short':
      return {
        title: `There is not that much of ${refusal.items.map(({ item_name }) => item_name).join(', ')} by the books`,
        safe,
        advice: 'Count it again. A manager can post it all the same.',
      };
    case 'storage_full':
      return {
        title: 'This device has no room left: it was NOT posted',
        safe: 'Everything posted before is safe.',
        advice: 'Free some space on the device, then post again.',
      };
    default:
      return { ...refusalText(refusal, currency), safe };
  }
}
