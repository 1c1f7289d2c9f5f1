/** The state of sync in one sentence: is anything lost, what does it wait for, does it need me? */
import type { ConnectionState } from '#sync/sync-state.ts';
import type { Tone } from '#ui/parts/badge.tsx';

export interface SyncSituation {
  readonly pending: number;
  readonly failed: number;
  /** Of them, sales. */
  readonly pending_sales: number;
  readonly failed_sales: number;
  /** The last try failed, and the next one has its time. */
  readonly isBackingOff: boolean;
  readonly isHeld: boolean;
  readonly connection: ConnectionState;
  readonly isManager: boolean;
  /** On other tills, as far as a manager's device hears of it. */
  readonly refusedElsewhere: number;
}

export interface Sentence {
  readonly text: string;
  readonly tone: Exclude<Tone, 'neutral'>;
}

export function sentenceOf(now: SyncSituation): Sentence {
  const { pending, failed, isHeld } = now;
  if (failed > 0) {
    const rest =
      pending === 0
        ? ''
        : `; ${pending} more ${pending === 1 ? 'is' : 'are'} safe on this device and will go`;
    const whom = now.isManager ? 'you' : 'a manager';
    const refused = failed === 1 ? `was refused and needs ${whom}` : `were refused and need ${whom}`;
    return { text: `${things(failed, now.failed_sales)} ${refused}${rest}.`, tone: 'bad' };
  }
  if (pending === 0) return allSent(now.refusedElsewhere);
  const what = things(pending, now.pending_sales);
  const safe = `${pending === 1 ? 'it is' : 'they are'} safe on this device`;
  return {
    text: `${what} ${pending === 1 ? verbs(now).one : verbs(now).many}; ${safe}.`,
    tone: isHeld ? 'bad' : 'attention',
  };
}

function allSent(refusedElsewhere: number): Sentence {
  if (refusedElsewhere === 0) return { text: 'Everything is at the server.', tone: 'good' };
  const others =
    refusedElsewhere === 1
      ? '1 document of another till was refused and needs you'
      : `${refusedElsewhere} documents of other tills were refused and need you`;
  return { text: `Everything from here is at the server; ${others}.`, tone: 'bad' };
}

function things(count: number, sales: number): string {
  const word = count === sales ? 'sale' : 'document';
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** What they do, for one of them and for several. */
function verbs({ connection, isHeld, isBackingOff }: SyncSituation): { one: string; many: string } {
  const waitFor = (what: string) => ({ one: `waits for ${what}`, many: `wait for ${what}` });
  if (connection === 'offline') return waitFor('the network');
  if (connection === 'unreachable') return waitFor('the server, which does not answer');
  if (connection === 'signed_out') return waitFor('somebody to sign in');
  if (isHeld) return waitFor('the server, which takes none at the moment');
  if (isBackingOff) return waitFor('the next try');
  return { one: 'is on its way', many: 'are on their way' };
}
