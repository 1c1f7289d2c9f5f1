/** What happened to a document, in words and in its order. Pure. */
import type { documentHistory } from '#queries/document-history.ts';
import type { Row } from '#queries/row.ts';
import type { settlementsOf } from '#queries/settlements.ts';
import type { SettlingAct } from '#schema/local-tables.ts';

export interface DocumentEvent {
  /** Null where nobody did it by hand. */
  readonly who: string | null;
  readonly what: string;
  readonly why: string;
  /** Null where no time was kept. */
  readonly at: string | null;
}

const acts: Record<SettlingAct, string> = {
  retried: 'sent it again as it was',
  corrected: 'corrected it and sent it again',
  voided: 'voided it',
  overridden: 'allowed it below zero',
  dismissed: 'has seen it and closed it here',
};

export function eventsOf(
  document: Row<typeof documentHistory> | null,
  settlements: readonly Row<typeof settlementsOf>[],
): readonly DocumentEvent[] {
  const settled = settlements.map(({ by_name, act, reason, at }) => ({
    who: by_name ?? 'Somebody',
    what: acts[act],
    why: reason,
    at,
  }));
  if (document === null) return settled.toReversed();
  return [
    made(document),
    ...approved(document),
    ...settled.toReversed(),
    ...changed(document, settled),
    ...posted(document),
  ];
}

type Known = Row<typeof documentHistory>;

function made({ made_by, session_of, device_code, note, made_at }: Known): DocumentEvent {
  const where = device_code === null ? '' : ` on till ${device_code}`;
  const session = session_of === null || session_of === made_by ? '' : `, where ${session_of} was signed in`;
  return { who: made_by ?? 'Somebody', what: `made it${where}${session}`, why: note ?? '', at: made_at };
}

function approved({ approved_by, approval_reason }: Known): DocumentEvent[] {
  if (approved_by === null) return [];
  return [{ who: approved_by, what: 'allowed it', why: approval_reason ?? '', at: null }];
}

/** A correction that was made on another device is known by its time alone. */
function changed(
  { made_at, changed_at }: Known,
  settled: readonly { readonly what: string }[],
): DocumentEvent[] {
  if (changed_at === made_at || settled.some(({ what }) => what === acts.corrected)) return [];
  return [{ who: null, what: 'it was corrected', why: '', at: changed_at }];
}

function posted({ sent_in_by, posted_at, journal_seq }: Known): DocumentEvent[] {
  if (posted_at === null) return [];
  const place = journal_seq === null ? '' : `, entry ${journal_seq} of the journal`;
  return [
    {
      who: null,
      what: `it is in the books${place}${sent_in_by ? `, sent in by ${sent_in_by}` : ''}`,
      why: '',
      at: posted_at,
    },
  ];
}
