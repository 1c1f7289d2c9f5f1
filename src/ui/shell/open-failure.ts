import type { OpenResult } from '#ui/app-services.ts';

/** Why a location did not open, in words. */
export function openFailure(result: Exclude<OpenResult, { kind: 'open' | 'damaged' }>): string {
  switch (result.kind) {
    case 'no_network':
      return 'The server cannot be reached. A device gets its code from the server, once.';
    case 'not_allowed':
      return `The server does not allow it: ${result.message}`;
    case 'server_error':
      return `The server could not do it: ${result.message}. Try again in a minute.`;
    case 'storage_full':
      return 'This device has no room left, not even to open what is stored here. Free some space, then try again.';
    case 'storage_unavailable':
      return `This browser gives no storage: ${result.message}. Leave private mode, or use a current browser.`;
  }
}
