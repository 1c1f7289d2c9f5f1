import { useNavigate } from '@tanstack/react-router';
import { ClipboardCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { postStocktake } from '#commands/post-stocktake.ts';
import type { Approval } from '#schema/documents/approval.ts';
import type { Refusal } from '#domain/refusal.ts';
import { maxLines } from '#domain/sale.ts';
import type { Finding } from '#queries/stocktake-books.ts';
import { announce } from '#ui/parts/announcer.tsx';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { adjustmentRefusalText } from '#ui/screens/adjust/refusal-text.ts';
import { useCurrency, useSettings, useShop } from '#ui/shop-context.tsx';
import { beep } from '#ui/sound.ts';
import { titleOf, type Stocktake } from './stocktakes-of.ts';
import type { Findings } from './use-findings.ts';

interface PostDialogProps {
  readonly stocktake: Stocktake;
  readonly found: Findings;
  readonly differing: readonly Finding[];
  readonly approval: Approval | null;
  readonly onClose: () => void;
}

/** Asks once: stock is changed for good. */
export function PostDialog({ stocktake, found, differing, approval, onClose }: PostDialogProps) {
  const { till, store } = useShop();
  const settings = useSettings();
  const currency = useCurrency();
  const navigate = useNavigate();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const post = async () => {
    if (!settings || isBusy) return;
    setBusy(true);
    const result = await postStocktake(till, {
      stocktake,
      n: found.next,
      differences: differing,
      settings,
      ...(approval ? { approval } : {}),
    });
    setBusy(false);
    if (result.kind === 'refused') {
      beep('error');
      return setRefusal(result.refusal);
    }
    store.syncNow();
    announce('Posted');
    await navigate({ to: '/stock/adjusted/$id', params: { id: result.id }, search: { fresh: true } });
  };
  const failure = refusal && adjustmentRefusalText(refusal, currency);
  const doubtful = differing.filter(({ is_doubtful }) => is_doubtful).length;
  const rest = differing.length - maxLines;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title="Put the stock right?"
      description={`The differences of ${titleOf(stocktake)} become one stock adjustment. It cannot be changed afterwards.`}
    >
      <div className="flex flex-col gap-3">
        {found.unsent.length > 0 ? (
          <p>Sheets of this device that are not at the server yet are in it: they are sent first.</p>
        ) : null}
        {doubtful > 0 ? (
          <p>
            {doubtful === 1 ? '1 item' : `${doubtful} items`} moved while being counted: the figure may be
            wrong by what moved.
          </p>
        ) : null}
        {rest > 0 ? (
          <p>
            An adjustment holds {maxLines} lines: {rest} more are left for a second one, once this one is in
            the books.
          </p>
        ) : null}
        {failure ? (
          <Notice tone="bad" icon={TriangleAlert} role="alert" title={failure.title}>
            {failure.safe} {failure.advice}
          </Notice>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2 pt-2">
          <Button onClick={onClose}>Not yet</Button>
          <Button
            tone="primary"
            icon={ClipboardCheck}
            // Asked for with F9; Enter says yes.
            // oxlint-disable-next-line jsx-a11y/no-autofocus
            autoFocus
            disabled={isBusy}
            onClick={() => void post()}
          >
            Put it right
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
