/** What is said of a copy that was not made and of a query that was not run. */
import type { CopyTrouble, QueryEnd } from '#schema/workbench.ts';

export const troubleWords: Readonly<Record<CopyTrouble, { readonly title: string; readonly text: string }>> =
  {
    busy: {
      title: 'No copy: the till is writing all the time',
      text: 'A copy needs a short moment of rest. Nothing is wrong; refresh again when less is going on.',
    },
    full: {
      title: 'No copy: there is no room on this device',
      text: 'The workbench needs as much room again as the till itself. The till is not affected: free some space, then refresh.',
    },
    unsupported: {
      title: 'This browser keeps the till where it cannot be copied',
      text: 'The workbench needs the private file system of a current browser, outside of a private window. Reports work here as everywhere.',
    },
    unreadable: {
      title: 'The browser did not let the copy be made',
      text: 'The till is not affected. Refresh to try again.',
    },
  };

type Problem = Extract<QueryEnd, { kind: 'refused' | 'failed' }>;

export function problemTitle(problem: Problem): string {
  if (problem.kind === 'failed') return 'The query was not understood';
  switch (problem.why) {
    case 'empty':
      return 'There is no query here';
    case 'writes':
      return 'Only questions are answered here';
    case 'internal':
      return `${problem.what || 'That'} is not for queries`;
  }
}

export function problemText(problem: Problem, line: number | null): string {
  if (problem.kind === 'failed') return `${line === null ? '' : `Line ${line}: `}${failure(problem.message)}`;
  switch (problem.why) {
    case 'empty':
      return 'Write one, or choose one under Queries.';
    case 'writes':
      return `This would change something${problem.what ? ` (${problem.what})` : ''}. Nothing was changed: queries read a copy.`;
    case 'internal':
      return 'It is part of how Flux syncs. The tables that can be asked are on the list of tables.';
  }
}

/** SQLite's own words say what is wrong with a text; these say what to do. */
function failure(message: string): string {
  if (/out of memory/i.test(message))
    return 'The answer needs more memory than there is. Ask for less at once.';
  if (/too big/i.test(message)) return 'A value of the answer is too big to be shown.';
  return `${message}.`;
}
