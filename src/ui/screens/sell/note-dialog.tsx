import { Check } from 'lucide-react';
import { useRef, useState, type FormEvent } from 'react';
import { maxNoteLength } from '#domain/sale.ts';
import { Button } from '#ui/parts/button.tsx';
import { Dialog } from '#ui/parts/dialog.tsx';
import { TextAreaField } from '#ui/parts/text-area-field.tsx';

interface NoteDialogProps {
  readonly note: string;
  readonly onGive: (note: string) => void;
  readonly onClose: () => void;
}

export function NoteDialog({ note, onGive, onClose }: NoteDialogProps) {
  const [text, setText] = useState(note);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onGive(text.trim());
  };
  return (
    <Dialog isOpen onClose={onClose} title="Note" initialFocus={field}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <TextAreaField
          ref={field}
          label="Note"
          hint="Stands on the receipt."
          maxLength={maxNoteLength}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Button type="submit" tone="primary" size="xl" icon={Check}>
          Keep the note
        </Button>
      </form>
    </Dialog>
  );
}
