import { useNavigate } from '@tanstack/react-router';
import { PackageSearch } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import {
  adjustItem,
  changeAdjusted,
  isEmptyAdjustment,
  removeAdjusted,
  type AdjustmentDraft,
} from '#domain/adjustment-draft.ts';
import { newId } from '#schema/new-id.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { BatchQuestionDialog } from '#ui/find/batch-question-dialog.tsx';
import { FindItem } from '#ui/find/find-item.tsx';
import { MissNotice } from '#ui/find/miss-notice.tsx';
import { useBatches, type Batched } from '#ui/find/use-batches.ts';
import { useFinding } from '#ui/find/use-finding.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { beep } from '#ui/sound.ts';
import { AdjustedLine } from './adjusted-line.tsx';
import { PostPart } from './post-part.tsx';
import { ReasonPart } from './reason-part.tsx';
import { useOnHand } from './use-on-hand.ts';
import { usePostAdjustment } from './use-post-adjustment.ts';

const noLot = () => null;

/** An adjustment while it is written; saved at every key (R2-2). */
export function AdjustmentForm({ open }: { readonly open: OpenDraft<AdjustmentDraft> }) {
  const { draft, change } = open;
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const search = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const [touches, setTouches] = useState(0);
  const touched = useRef<string | null>(null);
  const onItem = useCallback(
    async ({ item, lot, quantityMilli }: Batched) => {
      const lineId = newId();
      change((now) => adjustItem(now, item, { lineId, lot, quantityMilli }));
      beep('ok');
      announce(`${item.name} added`);
      touched.current = `${item.id}/${lot?.id ?? ''}`;
      setTouches((times) => times + 1);
    },
    [change],
  );
  const { question, onFound } = useBatches(onItem, noLot);
  const finding = useFinding(onFound);
  const posting = usePostAdjustment(open);
  const onHand = useOnHand(draft.lines);
  useScanner(
    (code) => finding.scan(code),
    () => (question ? 'later' : true),
  );
  const quantityTouched = () =>
    lines.current?.querySelector<HTMLElement>(`[data-place="${touched.current}"] input[inputmode=decimal]`) ??
    null;
  useLayoutEffect(() => {
    if (touches > 0) quantityTouched()?.focus();
  }, [touches]);
  const { refusal } = posting;
  useEffect(() => {
    if (refusal?.kind === 'line_incomplete')
      lines.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refusal]);
  const post = () => {
    setTried(true);
    posting.post();
  };
  useHotkeys({ F9: post });
  const toSearch = () => search.current?.querySelector('input')?.focus();
  return (
    <Screen
      title="Adjust stock"
      actions={
        <DiscardButton
          open={open}
          what="adjustment"
          isEmpty={isEmptyAdjustment(draft)}
          onLeave={() => void navigate({ to: '/stock/adjustments' })}
        />
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pb-6">
        <div className="lg:col-start-2">
          <ReasonPart draft={draft} change={change} isTried={isTried} />
        </div>
        <div className="flex flex-col gap-3 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <FindItem finding={finding} label="Find or scan what to adjust" to="adjustment" place={search} />
          <MissNotice finding={finding}>
            Nothing was added. Search for it by name, or ask a manager to add it to the catalog.
          </MissNotice>
          {draft.lines.length === 0 ? (
            <EmptyState icon={PackageSearch} title="Nothing to adjust yet">
              Say why, then scan what there is more or less of, or find it by name.
            </EmptyState>
          ) : null}
          <ul ref={lines} aria-label="Lines" className="flex flex-col gap-3">
            {draft.lines.map((line) => (
              <AdjustedLine
                key={line.id}
                line={line}
                onHandMilli={onHand(line)}
                isTried={isTried}
                onChange={(alter) => change((now) => changeAdjusted(now, line.id, alter))}
                onRemove={() => change((now) => removeAdjusted(now, line.id))}
                onDone={toSearch}
              />
            ))}
          </ul>
        </div>
        <PostPart open={open} posting={posting} onPost={post} />
      </div>
      {question ? <BatchQuestionDialog question={question} finalFocus={quantityTouched} /> : null}
    </Screen>
  );
}
