import { refused, type Refused } from './refusal.ts';
import { cleanLine, lengthOf } from './text.ts';

/** The server's bounds. */
export const maxPersonNameLength = 120;
export const maxEmailLength = 200;

export interface NamedPerson {
  readonly kind: 'person';
  readonly name: string;
}

/** How a colleague is called: on receipts, and in every list. */
export function checkPersonName(typed: string): NamedPerson | Refused {
  const name = cleanLine(typed);
  if (name === '') return refused({ kind: 'text_missing', field: 'name' });
  if (lengthOf(name) > maxPersonNameLength) {
    return refused({ kind: 'text_too_long', field: 'name', max_length: maxPersonNameLength });
  }
  return { kind: 'person', name };
}

/** As the server compares addresses: the case of one does not matter. Whether there is such a mailbox nobody can say. */
export function checkEmail(typed: string): { readonly kind: 'email'; readonly email: string } | Refused {
  const email = cleanLine(typed).toLowerCase();
  if (email === '') return refused({ kind: 'text_missing', field: 'e-mail address' });
  if (lengthOf(email) > maxEmailLength) {
    return refused({ kind: 'text_too_long', field: 'e-mail address', max_length: maxEmailLength });
  }
  if (!/^[^\s@]+@[^\s@]+$/u.test(email)) return refused({ kind: 'email_invalid' });
  return { kind: 'email', email };
}
