import type { Currency } from '#domain/money.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import type { FailureText } from '#ui/server-failure.ts';

/** In the words of somebody who sends or receives, not of somebody who sells. */
export function transferRefusalText(refusal: Refusal, currency: Currency): FailureText {
  const safe = 'Nothing was posted. It is kept as it is.';
  switch (refusal.kind) {
    case 'empty_note':
      return { title: 'Nothing is packed yet', safe, advice: 'Scan or choose what goes first.' };
    case 'too_many_lines':
      return {
        title: `A transfer has at most ${refusal.max} lines`,
        safe,
        advice: 'Remove some, send, and put the rest on a second transfer.',
      };
    case 'stock_short':
      return {
        title: `There is not that much of ${refusal.items.map(({ item_name }) => item_name).join(', ')} by the books`,
        safe,
        advice: 'Count it again. A manager can send it all the same.',
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
