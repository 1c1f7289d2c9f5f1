/** What an answer to a PIN or a password means for whoever typed it. */
import type { PinAnswer } from '#commands/identify.ts';
import type { PinFault } from '#domain/pin.ts';
import type { LoginResult } from '#sync/session-port.ts';

const faults: Record<PinFault, string> = {
  not_digits: 'A PIN is made of digits only.',
  wrong_length: 'A PIN has 4 to 8 digits.',
  too_simple: 'That one is guessed first. Take digits that do not repeat or count up or down.',
};

export function faultText(fault: PinFault): string {
  return faults[fault];
}

/** Null: nothing to say, or said by the countdown. */
export function pinText(answer: PinAnswer): string | null {
  switch (answer.kind) {
    case 'right':
    case 'wait':
      return null;
    case 'wrong':
      if (answer.wait_ms > 0) return 'That PIN is not right.';
      return `That PIN is not right. ${answer.tries_left} more ${answer.tries_left === 1 ? 'try' : 'tries'}, then you have to wait.`;
    case 'not_member':
      return 'This person does not work at this location any more.';
    case 'not_enrolled':
      return 'This person has no PIN on this device any more.';
  }
}

export type LoginFailureKind = Exclude<LoginResult['kind'], 'signed_in'>;

const failures: Record<LoginFailureKind, string> = {
  wrong_credentials: 'The e-mail address or the password is not right. Check both and try again.',
  no_network: 'This needs internet, and the server cannot be reached. What you typed stays here: try again.',
  server_error: 'The server could not check it. Try again in a minute.',
  no_location: 'This person does not work at this location. Ask an admin to add them.',
};

export function loginText(kind: LoginFailureKind): string {
  return failures[kind];
}

/** `0:28` */
export function waitText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
