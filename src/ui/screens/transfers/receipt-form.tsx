import { useNavigate } from '@tanstack/react-router';
import { ArrowRightLeft, PackageCheck } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { postTransferReceipt } from '#commands/post-transfer-receipt.ts';
import { maxNoteLength } from '#domain/sale.ts';
import { changeReceiptLine, matchItems, receiptTally, type ReceiptDraft } from '#domain/receipt-draft.ts';
import { itemsLike, locationName, matcher } from '#queries/transfers.ts';
import { DiscardButton } from '#ui/drafts/discard-button.tsx';
import type { OpenDraft } from '#ui/drafts/use-draft.ts';
import { useHotkeys } from '#ui/hooks/use-hotkeys.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Notice } from '#ui/parts/notice.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { ArrivedLine } from './arrived-line.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { PostBar } from './post-bar.tsx';
import { usePosting } from '#ui/drafts/use-posting.ts';

/** What came, against what was sent. All of it, in one press; else line by line. Saved at every key. */
export function ReceiptForm({ open }: { readonly open: OpenDraft<ReceiptDraft> }) {
  const { draft, change } = open;
  const { till } = useShop();
  const { read } = till.db;
  const navigate = useNavigate();
  const lines = useRef<HTMLUListElement>(null);
  const [isTried, setTried] = useState(false);
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const [from] = useLive(locationName(read, draft.from_location_id)).rows;
  useNewMatches(open);
  const posting = usePosting(
    open,
    (now, settings) => postTransferReceipt(till, { draft: now, settings }),
    () =>
      navigate({
        to: '/stock/transfers/received/$id',
        params: { id: draft.id },
        search: { fresh: true },
        replace: true,
      }),
  );
  const { refusal } = posting;
  useEffect(() => {
    // To what has to be put right.
    if (refusal?.kind === 'line_incomplete')
      lines.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-missing]')?.focus();
  }, [refusal]);
  const post = () => {
    setTried(true);
    void posting.post();
  };
  useHotkeys({ F9: post });
  const { faulty, different } = receiptTally(draft);
  const asked = draft.lines.find(({ id }) => id === askedFor);
  return (
    <Screen
      title={`Receive ${draft.transfer_number}`}
      actions={
        <DiscardButton
          open={open}
          what="count"
          isEmpty={false}
          onLeave={() => void navigate({ to: '/stock/transfers' })}
        />
      }
    >
      <div className="scroll-calm grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] content-start items-start gap-4 px-4 md:px-6 lg:grid-cols-[minmax(0,1fr)_22rem] lg:grid-rows-[auto_1fr] lg:pb-6">
        <div className="flex flex-col gap-3 lg:row-span-2">
          <Notice tone="neutral" icon={ArrowRightLeft} title={`From ${from?.name ?? 'another location'}`}>
            Count what came. If it is all there, say so; if not, write on its line what came, and why.
          </Notice>
          <ul ref={lines} aria-label="Lines" className="flex flex-col gap-3">
            {draft.lines.map((line) => (
              <ArrivedLine
                key={line.id}
                line={line}
                isTried={isTried}
                onChange={(alter) => change((now) => changeReceiptLine(now, line.id, alter))}
                onChooseItem={() => setAskedFor(line.id)}
              />
            ))}
          </ul>
        </div>
        <Panel title="Delivery">
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
        <PostBar
          label="Receive"
          act={different === 0 ? 'All of it came' : 'Receive'}
          icon={PackageCheck}
          summary={different === 0 ? 'As sent' : `${different} of ${draft.lines.length} differ`}
          detail={
            faulty > 0
              ? `${faulty === 1 ? '1 line lacks' : `${faulty} lines lack`} something.`
              : 'A transfer is received once. What came is in stock at once.'
          }
          refusal={refusal ?? open.unsaved}
          isDisabled={posting.isBusy}
          onPost={post}
        />
      </div>
      {asked ? (
        <ItemDialog
          sent={asked.sent}
          onChoose={(item) => {
            change((now) => changeReceiptLine(now, asked.id, { item }));
            setAskedFor(null);
          }}
          onClose={() => setAskedFor(null)}
        />
      ) : null}
    </Screen>
  );
}

/** An item that is made meanwhile, here or on another device, is what its line was waiting for. */
function useNewMatches({ draft, change }: OpenDraft<ReceiptDraft>): void {
  const { till } = useShop();
  const here = till.location.id;
  const { lines } = draft;
  const sent = useMemo(() => lines.map((line) => line.sent), [lines]);
  const { rows } = useLive(itemsLike(till.db.read, here, sent));
  useEffect(() => {
    const itemFor = matcher(rows, here);
    if (matchItems(draft, itemFor) !== draft) change((now) => matchItems(now, itemFor));
  }, [rows, here, draft, change]);
}
