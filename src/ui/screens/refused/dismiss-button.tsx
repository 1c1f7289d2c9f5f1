import { Eye } from 'lucide-react';
import { useState } from 'react';
import { dismissRefused } from '#commands/dismiss-refused.ts';
import type { RefusedRow } from '#queries/refused-document.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { notify } from '#ui/parts/toast.tsx';
import { useSettings, useShop } from '#ui/shop-context.tsx';

interface DismissButtonProps {
  readonly row: RefusedRow;
  readonly queueId: string;
}

/** Closes here what nothing can put right; asked once more, as there is no way back. */
export function DismissButton({ row, queueId }: DismissButtonProps) {
  const { till } = useShop();
  const settings = useSettings();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const dismiss = async () => {
    setBusy(true);
    const done = await dismissRefused(till, queueId);
    setBusy(false);
    setAsking(false);
    if (done.kind === 'refused' && settings)
      notify({ tone: 'bad', title: refusalText(done.refusal, settings).title });
  };
  return (
    <>
      <Button icon={Eye} onClick={() => setAsking(true)}>
        Seen: close it
      </Button>
      {isAsking ? (
        <Dialog
          isOpen
          onClose={() => setAsking(false)}
          title={`Close ${row.number}`.trim()}
          description="It stays out of the books: what is there under its identity counts, in stock and in money. Nothing is deleted at the server, and it can be looked at here for 30 days."
        >
          <div className="flex flex-wrap justify-end gap-2">
            <Button size="lg" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button size="lg" tone="primary" disabled={isBusy} onClick={() => void dismiss()}>
              I have seen it
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
