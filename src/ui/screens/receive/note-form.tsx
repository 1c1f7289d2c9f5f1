import { useNavigate } from '@tanstack/react-router';
import { PackageCheck, PackageOpen, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  changeLine,
  isEmptyNote,
  noteTotals,
  removeLine,
  type NoteDraft,
  type NoteLine,
} from '#domain/note-draft.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import type { Posting } from '#ui/drafts/use-posting.ts';
import { FindItem } from '#ui/find/find-item.tsx';
import { MissNotice } from '#ui/find/miss-notice.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { ActBar } from '#ui/parts/act-bar.tsx';
import { Button } from '#ui/parts/button.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useCurrency, useMoney } from '#ui/shop-context.tsx';
import { DeliveryPart } from './delivery-part.tsx';
import { focusLine, LineCard } from './line-card.tsx';
import { noteRefusalText } from './refusal-text.ts';
import { usePostNote } from './use-post-note.ts';
import { useReceiving } from './use-receiving.ts';

/** A note while it is written; saved at every key (R2-2, R4.2-2). */
export function NoteForm({ note }: { readonly note: OpenDraft<NoteDraft> }) {
  const { draft, change } = note;
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const [touched, setTouched] = useState<{ readonly line: NoteLine; readonly wasScanned: boolean } | null>(
    null,
  );
  const onLine = useCallback((line: NoteLine, wasScanned: boolean) => setTouched({ line, wasScanned }), []);
  const receiving = useReceiving(change, onLine);
  const posting = usePostNote(note);
  useScanner((code) => receiving.scan(code));
  useLayoutEffect(() => {
    if (touched) focusLine(lines.current, touched.line, touched.wasScanned);
  }, [touched]);
  const { refusal } = posting;
  useEffect(() => {
    // To what has to be put right.
    if (refusal?.kind === 'line_incomplete')
      lines.current?.querySelector<HTMLInputElement>('[aria-invalid=true]')?.focus();
  }, [refusal]);
  const post = () => {
    setTried(true);
    void posting.post();
  };
  useHotkeys({ F9: post });
  const toSearch = () => search.current?.querySelector('input')?.focus();
  return (
    <Screen
      title="Receive goods"
      actions={
        <DiscardButton
          open={note}
          what="note"
          isEmpty={isEmptyNote(draft)}
          onLeave={() => void navigate({ to: '/stock/receive' })}
        />
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pb-6">
        <div className="flex flex-col gap-3 lg:row-span-2">
          <FindItem finding={receiving} label="Find or scan what came" to="note" place={search} />
          <MissNotice finding={receiving}>
            Nothing was added. Search for it by name, or ask a manager to add it to the catalog.
          </MissNotice>
          {draft.lines.length === 0 ? (
            <EmptyState icon={PackageOpen} title="Nothing on the note yet">
              Scan what came, or find it by name. A GS1 code fills batch and expiry too.
            </EmptyState>
          ) : null}
          <ul ref={lines} aria-label="Lines" className="flex flex-col gap-3">
            {draft.lines.map((line) => (
              <LineCard
                key={line.id}
                line={line}
                isTried={isTried}
                onChange={(alter) => change((now) => changeLine(now, line.id, alter))}
                onRemove={() => change((now) => removeLine(now, line.id))}
                onDone={toSearch}
              />
            ))}
          </ul>
        </div>
        <DeliveryPart draft={draft} change={change} />
        <PostPart note={note} posting={posting} onPost={post} />
      </div>
    </Screen>
  );
}

interface PostPartProps {
  readonly note: OpenDraft<NoteDraft>;
  readonly posting: Posting;
  readonly onPost: () => void;
}

function PostPart({ note, posting, onPost }: PostPartProps) {
  const money = useMoney();
  const currency = useCurrency();
  const { total_minor, faulty } = noteTotals(note.draft, currency.currency_decimals);
  const count = note.draft.lines.length;
  const refusal = posting.refusal ?? note.unsaved;
  const failure = refusal && noteRefusalText(refusal, currency);
  return (
    <ActBar label="Total">
      {failure ? (
        <div className="col-span-full">
          <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
            {failure.safe} {failure.advice}
          </Notice>
        </div>
      ) : null}
      <p className="num flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="text-soft">{count === 1 ? '1 line' : `${count} lines`}</span>
        <span className="text-2xl font-bold">{money(total_minor)}</span>
      </p>
      <Button
        tone="primary"
        size="xl"
        icon={PackageCheck}
        keyName="F9"
        disabled={posting.isBusy || count === 0}
        onClick={onPost}
      >
        Post
      </Button>
      <p className="text-soft col-span-full text-sm max-lg:hidden">
        {faulty > 0
          ? `${faulty === 1 ? '1 line lacks' : `${faulty} lines lack`} something.`
          : 'Once posted it cannot be changed. Until then it is kept on this device.'}
      </p>
    </ActBar>
  );
}
