import type { Currency } from '#domain/money.ts';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import type { FailureText } from '#ui/server-failure.ts';

/** In the words of somebody who takes goods back, not of somebody who sells. */
export function returnRefusalText(refusal: Refusal, currency: Currency): FailureText {
  const safe = 'Nothing was paid back. What you typed is kept.';
  switch (refusal.kind) {
    case 'quantity_invalid':
      return { title: `${refusal.item_name}: how much comes back?`, safe, advice: 'Correct it on its line.' };
    case 'price_invalid':
      return {
        title: `${refusal.item_name}: at most its price is paid back`,
        safe,
        advice: 'Correct it on its line.',
      };
    case 'lot_missing':
      return { title: `${refusal.item_name}: of which batch is it?`, safe, advice: 'Choose it on its line.' };
    case 'text_missing':
      return { title: 'It does not say why', safe, advice: 'Say why it comes back, in a few words.' };
    case 'too_many_lines':
      return {
        title: `A return has at most ${refusal.max} lines`,
        safe,
        advice: 'Take the rest back in a second one.',
      };
    case 'storage_full':
      return {
        title: 'This device has no room left: it was NOT posted',
        safe: 'Everything posted before is safe.',
        advice: 'Free some space on the device, then try again.',
      };
    default:
      return { ...refusalText(refusal, currency), safe };
  }
}
