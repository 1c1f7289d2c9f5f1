/** Of which months the figures of a report are, and how fresh they are, in words. */
import type { MonthState } from '#schema/month-data.ts';

/** What of a month a report reads: its documents, or the ledger too, which knows what things cost. */
export type Needs = 'documents' | 'ledger';

export function isCovered({ isHere, hasDocuments }: MonthState, needs: Needs): boolean {
  return needs === 'ledger' ? isHere : hasDocuments;
}

export interface Freshness {
  /** Of the months that are here; empty where a report asks for none. */
  readonly months: string;
  /** When everything was here last, as people say it; null: it never was, or that is not known yet. */
  readonly syncedAt: string | null;
  /** Whether that may yet turn out. */
  readonly isStarting: boolean;
}

/** A month may be whole while others are on their way: then nothing says that the device has not synced. */
export function freshWords({ months, syncedAt, isStarting }: Freshness): string {
  const waiting = 'with what this device has yet to send.';
  const asOf = syncedAt === null ? '' : `as of ${syncedAt}, `;
  if (months !== '') return `Covers ${months}, ${asOf}${waiting}`;
  if (syncedAt !== null) return `As of ${syncedAt}, ${waiting}`;
  return isStarting
    ? 'Of what is on this device, and has yet to be sent.'
    : 'Not synced yet: of what this device has.';
}

/** Of months that are missing while nothing comes. */
export function missingWords(needs: Needs, isOnline: boolean): string {
  const figures = `${isOnline ? 'The' : 'Needs internet. The'} figures below are of what is here`;
  return needs === 'ledger' ? `${figures}; costs and margins may be missing.` : `${figures}.`;
}
