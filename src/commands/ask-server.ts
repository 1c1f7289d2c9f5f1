import type { NotDone, Online } from '#schema/online.ts';
import { refused, type Refusal, type Refused } from '#domain/refusal.ts';

/** What the server did, or why it did not. */
export interface Done<T> {
  readonly kind: 'done';
  readonly value: T;
}

export function doneOr<T>(answer: Online<T>): Done<T> | Refused {
  return answer.kind === 'done' ? answer : refused(refusalOf(answer));
}

export function refusalOf(answer: NotDone): Refusal {
  switch (answer.kind) {
    case 'no_network':
      return { kind: 'needs_internet' };
    case 'not_signed_in':
      return { kind: 'needs_sign_in' };
    case 'refused':
      return { kind: 'server_refused', code: answer.code, message: answer.message };
  }
}
