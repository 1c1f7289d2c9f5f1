import { Link, Navigate, useParams } from '@tanstack/react-router';
import { AppWindow } from 'lucide-react';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { NoteForm } from './note-form.tsx';
import { useNoteDraft } from './use-note-draft.ts';

export function ReceiveForm() {
  const { id } = useParams({ from: '/stock/receive/$id' });
  return <Draft key={id} id={id} />;
}

function Draft({ id }: { readonly id: string }) {
  const view = useNoteDraft(id);
  switch (view.kind) {
    case 'opening':
      return <main aria-busy aria-label="Receive goods" className="flex-1" />;
    case 'posted':
      return <Navigate to="/stock/received/$id" params={{ id }} replace />;
    case 'elsewhere':
      return (
        <Screen title="Receive goods">
          <EmptyState icon={AppWindow} title="This note is open in another tab">
            Go on there, or close that tab and{' '}
            <Link to="/stock/receive" className="font-semibold underline underline-offset-4">
              open it from the list
            </Link>
            .
          </EmptyState>
        </Screen>
      );
    case 'open':
      return <NoteForm note={view.note} />;
  }
}
