import { RotateCcw, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { conflictPage } from '#queries/conflicts.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Notice } from '#ui/parts/notice.tsx';
import { useShop } from '#ui/shop-context.tsx';
import { conflictOf, type Conflict } from './conflict.ts';
import { reasonText, whyNot } from './conflict-words.ts';
import { useRestore } from './use-restore.ts';
import { ValuesText, VersionView } from './version-view.tsx';

interface ConflictDialogProps {
  readonly conflict: Conflict;
  readonly onClose: () => void;
}

/** Both of them whole; and a question, where the record is neither by now, also if that is so since it is open. */
export function ConflictDialog({ conflict: opened, onClose }: ConflictDialogProps) {
  const { read } = useShop().till.db;
  const [row] = useLive(conflictPage(read, { id: opened.id, limit: 1, offset: 0 })).rows;
  const conflict = row ? conflictOf(row) : opened;
  const { loser, winner, present, standing } = conflict;
  const restore = useRestore();
  const [isBusy, setBusy] = useState(false);
  const no = whyNot(conflict);
  const confirm = async () => {
    setBusy(true);
    await restore(conflict);
    onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="md"
      title={`${conflict.recordName}: ${conflict.field}`}
      description={reasonText(conflict)}
    >
      <div className="flex flex-col gap-4">
        <dl className="flex flex-col gap-4 sm:flex-row">
          <VersionView isWhole word="Not kept" conflict={conflict} version={loser} />
          <VersionView isWhole word="Kept" conflict={conflict} version={winner} />
        </dl>
        {standing === 'changed_since' && present ? (
          <Notice tone="attention" icon={TriangleAlert} title="It has been changed since">
            Now it is{' '}
            <strong>
              <ValuesText conflict={conflict} values={present} />
            </strong>
            . To restore replaces that.
          </Notice>
        ) : null}
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{no === null ? 'Cancel' : 'Close'}</Button>
          {no === null ? (
            <Button tone="primary" icon={RotateCcw} disabled={isBusy} onClick={() => void confirm()}>
              {standing === 'changed_since' ? 'Restore all the same' : 'Restore'}
            </Button>
          ) : null}
        </div>
      </div>
    </Dialog>
  );
}
