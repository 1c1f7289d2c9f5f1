import { useNavigate } from '@tanstack/react-router';
import { ScanBarcode, Undo2 } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { isEmptySheet, removeCounted, type CountSheet } from '#domain/count-sheet.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { BatchQuestionDialog } from '#ui/find/batch-question-dialog.tsx';
import { FindItem } from '#ui/find/find-item.tsx';
import { MissNotice } from '#ui/find/miss-notice.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { CountedLineCard } from './counted-line-card.tsx';
import { FinishPart } from './finish-part.tsx';
import { JoinCode } from './join-code.tsx';
import { useCounting } from './use-counting.ts';
import { usePostCount } from './use-post-count.ts';

/** A sheet while somebody counts, blind; saved at every scan and every key (R2-2). */
export function SheetForm({ open }: { readonly open: OpenDraft<CountSheet> }) {
  const { draft, change } = open;
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const [touched, setTouched] = useState({ itemId: '', times: 0 });
  const onLine = useCallback(
    (itemId: string) => setTouched(({ times }) => ({ itemId, times: times + 1 })),
    [],
  );
  const counting = useCounting(open, onLine);
  const { finding, question } = counting;
  const posting = usePostCount(open);
  useScanner(
    (code) => finding.scan(code),
    () => (question ? 'later' : true),
  );
  const topQuantity = () => lines.current?.querySelector('input') ?? null;
  const toQuantity = () => topQuantity()?.focus();
  useLayoutEffect(() => {
    const field = lines.current?.querySelector('input');
    // What is weighed is typed next; a piece needs nothing more.
    if (touched.times > 0 && field?.value === '') field.focus();
    field?.scrollIntoView({ block: 'nearest' });
  }, [touched]);
  const { refusal } = posting;
  useEffect(() => {
    if (refusal?.kind === 'line_incomplete')
      lines.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusal]);
  const post = () => {
    setTried(true);
    void posting.post();
  };
  const canUndo = draft.before_scan !== null;
  useHotkeys({ F9: post, F4: toQuantity, F7: canUndo ? counting.undo : undefined });
  const toSearch = () => search.current?.querySelector('input')?.focus();
  return (
    <Screen
      title={`Count ${draft.stocktake_name || draft.stocktake_code}`}
      actions={
        <DiscardButton
          open={open}
          what="sheet"
          isEmpty={isEmptySheet(draft)}
          onLeave={() => void navigate({ to: '/stock/counts' })}
        />
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pb-6">
        <div className="flex flex-col gap-3 lg:row-span-2">
          <FindItem finding={finding} label="Find or scan what you count" to="sheet" place={search} />
          <MissNotice finding={finding}>
            {counting.isMissKept
              ? 'It is kept in the note of this sheet. Put it aside, or search for it by name.'
              : 'The note of this sheet is full: write the code down. Or search for it by name.'}
          </MissNotice>
          {draft.lines.length === 0 ? (
            <EmptyState icon={ScanBarcode} title="Nothing counted yet">
              Scan every piece, or scan one and type how many. The one scanned last is on top.
            </EmptyState>
          ) : (
            <div className="flex">
              <Button icon={Undo2} keyName="F7" disabled={!canUndo} onClick={counting.undo}>
                Undo the last scan
              </Button>
            </div>
          )}
          <ul ref={lines} aria-label="Lines" className="flex flex-col gap-2">
            {draft.lines.map((line, index) => (
              <CountedLineCard
                key={line.id}
                line={line}
                isLast={index === 0}
                isTried={isTried}
                counting={counting}
                onRemove={() => change((now) => removeCounted(now, line.id))}
                onDone={toSearch}
              />
            ))}
          </ul>
        </div>
        <Panel title="Stocktake">
          <JoinCode code={draft.stocktake_code} word="Code, for others who help" />
          <TextAreaField
            label="Note"
            rows={2}
            maxLength={maxNoteLength}
            value={draft.note}
            onChange={(event) => {
              const note = event.target.value;
              change((now) => ({ ...now, note }));
            }}
          />
        </Panel>
        <FinishPart open={open} posting={posting} onPost={post} />
      </div>
      {question ? <BatchQuestionDialog question={question} isBlind finalFocus={topQuantity} /> : null}
    </Screen>
  );
}
