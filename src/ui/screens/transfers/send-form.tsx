import { useNavigate } from '@tanstack/react-router';
import { PackageOpen, Truck } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { postTransfer } from '#commands/post-transfer.ts';
import {
  changeLine,
  faultyLines,
  isEmptyTransfer,
  removeLine,
  type TransferDraft,
  type TransferLine,
} from '#domain/transfer-draft.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { FindItem } from '#ui/find/find-item.tsx';
import { MissNotice } from '#ui/find/miss-notice.tsx';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useScanner } from '#ui/hooks/use-scanner.ts';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { ApprovalDialog } from '#ui/screens/lock/approval-dialog.tsx';
import { LotDialog } from '#ui/screens/sell/lot-dialog.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { DestinationPart } from './destination-part.tsx';
import { PackedLine } from './packed-line.tsx';
import { PostBar } from './post-bar.tsx';
import { usePacking, type Touched } from './use-packing.ts';
import { usePosting } from '#ui/drafts/use-posting.ts';

/** A transfer while it is packed; saved at every key (R4.2-3). */
export function SendForm({ open }: { readonly open: OpenDraft<TransferDraft> }) {
  const { draft, change } = open;
  const { till } = useShop();
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const whole = useRef<HTMLDivElement>(null);
  const search = useRef<HTMLFormElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [isTried, setTried] = useState(false);
  const [touched, setTouched] = useState<Touched | null>(null);
  const [choosing, setChoosing] = useState<TransferLine | null>(null);
  const onLine = useCallback((next: Touched) => {
    setTouched(next);
    if (next.line.is_batch_tracked === 1 && next.line.lot === null) setChoosing(next.line);
  }, []);
  const packing = usePacking(change, onLine);
  const posting = usePosting(
    open,
    (now, settings, approval) =>
      postTransfer(till, { draft: now, settings, ...(approval ? { approval } : {}) }),
    () =>
      navigate({
        to: '/stock/transfers/sent/$id',
        params: { id: draft.id },
        search: { fresh: true },
        replace: true,
      }),
  );
  useScanner(
    (code) => packing.scan(code),
    () => !isAsking && (choosing ? 'later' : true),
  );
  useLayoutEffect(() => {
    if (touched) focusQuantity(lines.current, touched);
  }, [touched]);
  const { refusal } = posting;
  useEffect(() => {
    // To what has to be put right.
    if (refusal) whole.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-missing]')?.focus();
  }, [refusal]);
  const post = () => {
    setTried(true);
    void posting.post();
  };
  useHotkeys(isAsking ? {} : { F9: post });
  const count = draft.lines.length;
  const faulty = faultyLines(draft);
  return (
    <Screen
      title="Send goods"
      actions={
        <DiscardButton
          open={open}
          what="transfer"
          isEmpty={isEmptyTransfer(draft)}
          onLeave={() => void navigate({ to: '/stock/transfers' })}
        />
      }
    >
      <div
        ref={whole}
        className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pb-6"
      >
        <div className="flex flex-col gap-3 lg:row-span-2">
          <FindItem finding={packing} label="Find or scan what goes" to="transfer" place={search} />
          <MissNotice finding={packing}>Nothing was added. Search for it by name.</MissNotice>
          {count === 0 ? (
            <EmptyState icon={PackageOpen} title="Nothing packed yet">
              Scan what goes, or find it by name. It leaves your stock when you send it.
            </EmptyState>
          ) : null}
          <ul ref={lines} aria-label="Lines" className="flex flex-col gap-3">
            {draft.lines.map((line) => (
              <PackedLine
                key={line.id}
                line={line}
                isTried={isTried}
                onChange={(alter) => change((now) => changeLine(now, line.id, alter))}
                onRemove={() => change((now) => removeLine(now, line.id))}
                onChooseLot={() => setChoosing(line)}
                onDone={() => search.current?.querySelector('input')?.focus()}
              />
            ))}
          </ul>
        </div>
        <DestinationPart draft={draft} change={change} isTried={isTried} />
        <PostBar
          label="Send"
          act="Send"
          icon={Truck}
          summary={count === 1 ? '1 line' : `${count} lines`}
          detail={
            faulty > 0
              ? `${faulty === 1 ? '1 line lacks' : `${faulty} lines lack`} something.`
              : 'Once sent it cannot be changed. Until then it is kept on this device.'
          }
          refusal={refusal ?? open.unsaved}
          isDisabled={posting.isBusy || count === 0}
          onPost={post}
          onAskManager={() => setAsking(true)}
        />
      </div>
      {isAsking ? (
        <ApprovalDialog
          acts={['stock']}
          why="Send more than there is on hand."
          onApproved={(approval) => {
            setAsking(false);
            void posting.post(approval);
          }}
          onClose={() => setAsking(false)}
        />
      ) : null}
      {choosing ? (
        <LotDialog
          of={{ ...choosing, name: choosing.item_name, chosenId: choosing.lot?.id ?? null }}
          onChoose={({ id, batch_number, expiry_date }) => {
            change((now) => changeLine(now, choosing.id, { lot: { id, batch_number, expiry_date } }));
            setChoosing(null);
          }}
          onClose={() => setChoosing(null)}
        />
      ) : null}
    </Screen>
  );
}

/** Where somebody goes on typing; a scanner goes on scanning. */
function focusQuantity(list: Element | null, { line, wasScanned }: Touched): void {
  const card = list?.querySelector(`[data-line="${line.id}"]`);
  card?.scrollIntoView({ block: 'nearest' });
  if (!wasScanned || line.quantity === '') card?.querySelector('input')?.focus();
}
