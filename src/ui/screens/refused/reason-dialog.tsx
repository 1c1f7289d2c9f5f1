import { useState, type FormEvent, type ReactNode } from 'react';
import type { Refusal } from '#domain/refusal.ts';
import { refusalText } from '#ui/failure-text.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { Field } from '#ui/parts/field.tsx';
import { useSettings } from '#ui/shop-context.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly description: ReactNode;
  /** What the button does, in a word or three. */
  readonly act: string;
  readonly tone: 'primary' | 'danger';
  /** What has been typed: kept by the screen, so that closing the dialog loses nothing (R3.2-26). */
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  /** Null where it was done; else why not, and the dialog stays. */
  readonly onConfirm: () => Promise<Refusal | null>;
  readonly onClose: () => void;
}

export function ReasonDialog(props: ReasonDialogProps) {
  const { title, description, act, tone, reason, onReason, onConfirm, onClose } = props;
  const settings = useSettings();
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const confirm = async () => {
    setBusy(true);
    const no = await onConfirm();
    setBusy(false);
    setRefusal(no);
    if (no === null) onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) void confirm();
  };
  const failure = refusal && settings ? refusalText(refusal, settings) : null;
  return (
    <Dialog isOpen onClose={onClose} title={title} description={description}>
      <form className="flex flex-col gap-4" onSubmit={submit}>
        <Field
          label="Reason"
          value={reason}
          maxLength={500}
          autoComplete="off"
          onChange={(event) => onReason(event.target.value)}
          error={failure ? `${failure.title}. ${failure.safe} ${failure.advice}` : null}
        />
        <div className="flex flex-wrap justify-end gap-2">
          <Button size="lg" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="lg" tone={tone} disabled={isBusy}>
            {isBusy ? 'One moment…' : act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
