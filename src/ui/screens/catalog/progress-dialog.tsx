import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import type { Progress } from './use-saver.ts';

const whole = new Intl.NumberFormat();

/** Between two chunks it can be cancelled; what is saved by then stays, and can be undone. */
export function ProgressDialog({ progress }: { readonly progress: Progress }) {
  const { done, total, cancel } = progress;
  return (
    <Dialog isOpen onClose={cancel} title="Saving…">
      <div className="flex flex-col gap-4">
        <progress className="copy-progress" aria-label="Saved" value={done} max={total} />
        <p aria-live="polite" className="num">
          {whole.format(done)} of {whole.format(total)} saved on this device
        </p>
        <Button size="lg" onClick={cancel}>
          Stop here
        </Button>
      </div>
    </Dialog>
  );
}
