import clsx from 'clsx';
import { chooseReason, type AdjustmentDraft } from '#domain/adjustment-draft.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { chosenReasons, noteWord, reasonWords } from '#ui/adjustment-words.ts';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { Panel } from '#ui/parts/panel.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';

interface ReasonPartProps extends Pick<OpenDraft<AdjustmentDraft>, 'draft' | 'change'> {
  readonly isTried: boolean;
}

/** Why: one press, and more in words where that is not enough (R3.2-15). */
export function ReasonPart({ draft, change, isTried }: ReasonPartProps) {
  const { reason, note } = draft;
  return (
    <Panel title="Reason">
      <fieldset aria-label="Reasons" className="grid min-w-0 grid-cols-3 gap-2">
        {chosenReasons.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === reason}
            onClick={() => change((now) => chooseReason(now, each, noteWord(each), noteWord(now.reason)))}
            className={clsx(
              'min-h-till rounded-md border px-2 font-semibold transition-colors',
              each === reason
                ? 'border-brand bg-brand-tint text-brand-ink'
                : 'border-line bg-raised hover:bg-hover',
            )}
          >
            {reasonWords[each]}
          </button>
        ))}
      </fieldset>
      {isTried && reason === null ? (
        <p role="alert" className="text-danger-ink text-sm">
          Why is the stock different? Choose one.
        </p>
      ) : null}
      <TextAreaField
        label="What happened"
        rows={2}
        maxLength={maxNoteLength}
        value={note}
        error={isTried && reason !== null && note.trim() === '' ? 'Say it in a few words.' : null}
        onChange={(event) => {
          const text = event.target.value;
          change((now) => ({ ...now, note: text }));
        }}
      />
    </Panel>
  );
}
