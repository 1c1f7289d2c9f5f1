/**
 * A manager's decision about a refused document, taken by the server in their
 * own session. Asking again is safe, so an answer that was lost costs nothing:
 * what was decided arrives by sync all the same.
 */
import { settled, type OverrideRequest, type SettlingAnswer, type SettlingPort } from '#schema/settling.ts';
import { ask, type AskOptions } from './ask.ts';

export function settlingBy(options: AskOptions): SettlingPort {
  const settle = async (door: string, request: OverrideRequest): Promise<SettlingAnswer> => {
    const answer = await ask(options, (client) => client.rpc(door, { request }), settled);
    if (answer.kind !== 'done') return answer;
    // An answer, but about something else.
    const isAboutIt = Object.values(answer.value).includes(request.document_id);
    return isAboutIt ? { kind: 'settled' } : { kind: 'no_network' };
  };
  return {
    voidDocument: (request) => settle('void_document', request),
    overrideRejection: (request) => settle('override_rejection', request),
  };
}
