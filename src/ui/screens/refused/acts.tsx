import { Ban, PackageCheck } from 'lucide-react';
import { useState } from 'react';
import { voidDocument } from '#commands/settle-online.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { RefusedRow } from '#queries/refused-document.ts';
import { documentWord } from '#ui/document-words.ts';
import { isRecordType } from '#schema/document-content.ts';
import { Button } from '#ui/parts/button.tsx';
import { Panel } from '#ui/parts/panel.tsx';
import { useShop } from '#ui/shop-context.tsx';
import type { Act } from './acts-for.ts';
import { AllowStock } from './allow-stock.tsx';
import { DismissButton } from './dismiss-button.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { RetryButton } from './trouble.tsx';
import type { CorrectionDraft } from './use-correction.ts';
import { voidWords } from './void-words.ts';

interface ActsProps {
  readonly row: RefusedRow;
  readonly acts: readonly Act[];
  readonly draft: CorrectionDraft;
}

/** As the server counts it: a name may be longer than any number. */
const longestNumber = 64;

/** All that a manager can do about it, the gentlest first. */
export function Acts({ row, acts, draft }: ActsProps) {
  const [asked, setAsked] = useState<'allow_stock' | 'void' | null>(null);
  // Not the dialog's: what was typed outlives a dialog that was closed.
  const [voidReason, setVoidReason] = useState('');
  const [stockReason, setStockReason] = useState('');
  const voiding = useVoiding(row);
  const close = () => setAsked(null);
  const words = voidWords(row.entity_type, row.code);
  return (
    <Panel title="What to do">
      <div className="flex flex-col gap-2">
        {acts.includes('dismiss') && row.queue_id ? <DismissButton row={row} queueId={row.queue_id} /> : null}
        {acts.includes('retry') && row.queue_id ? <RetryButton queueId={row.queue_id} /> : null}
        {acts.includes('allow_stock') ? (
          <Button icon={PackageCheck} onClick={() => setAsked('allow_stock')}>
            Allow it below zero
          </Button>
        ) : null}
        {acts.includes('void') ? (
          <Button icon={Ban} onClick={() => setAsked('void')}>
            {words.act}
          </Button>
        ) : null}
      </div>
      {row.queue_id === null ? (
        <p className="text-soft text-sm">
          To put it right and send it again, use {row.device_code ? `till ${row.device_code}` : 'its till'}.
        </p>
      ) : null}
      {asked === 'void' ? (
        <ReasonDialog
          title={`${words.title} ${row.number}`.trim()}
          description={words.description}
          act={words.act}
          tone="danger"
          reason={voidReason}
          onReason={setVoidReason}
          onConfirm={() => voiding(voidReason)}
          onClose={close}
        />
      ) : null}
      {asked === 'allow_stock' ? (
        <AllowStock row={row} draft={draft} reason={stockReason} onReason={setStockReason} onClose={close} />
      ) : null}
    </Panel>
  );
}

/** Answers with why not, or null. */
function useVoiding(row: RefusedRow): (reason: string) => Promise<Refusal | null> {
  const { till, settling } = useShop();
  return async (reason) => {
    const { id, device_id, entity_type, number } = row;
    if (device_id === null || !isRecordType(entity_type)) return { kind: 'not_correctable' };
    const name = Array.from(number || documentWord(entity_type))
      .slice(0, longestNumber)
      .join('');
    const request = { document_id: id, device_id, entity_type, number: name, reason };
    const done = await voidDocument(till, settling, request);
    return done.kind === 'refused' ? done.refusal : null;
  };
}
