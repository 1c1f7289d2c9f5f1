import { Link, Navigate, useParams } from '@tanstack/react-router';
import { isEmptyNote, newNote, type NoteDraft } from '#domain/note-draft.ts';
import { DraftScreen } from '#ui/drafts/draft-screen.tsx';
import { useDraft, type DraftUse } from '#ui/drafts/use-draft.ts';
import { NoteForm } from './note-form.tsx';

const notes: DraftUse<NoteDraft> = { entityType: 'grn', isEmpty: isEmptyNote, start: newNote };

export function ReceiveForm() {
  const { id } = useParams({ from: '/stock/receive/$id' });
  return <Draft key={id} id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  return (
    <DraftScreen
      view={useDraft(id, notes)}
      title="Receive goods"
      listLink={
        <Link to="/stock/receive" className="font-semibold underline underline-offset-4">
          open it from the list
        </Link>
      }
      posted={<Navigate to="/stock/received/$id" params={{ id }} replace />}
      form={(note) => <NoteForm note={note} />}
    />
  );
}
