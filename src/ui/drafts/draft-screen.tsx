import { AppWindow } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Screen } from '#ui/shell/screen.tsx';
import { ScreenOpening } from '#ui/shell/screen-opening.tsx';
import type { DraftView, OpenDraft } from './use-draft.ts';

interface DraftScreenProps<Draft> {
  readonly view: DraftView<Draft>;
  readonly title: string;
  /** To where the list of them is. */
  readonly listLink: ReactNode;
  /** In the place of a draft that was posted. */
  readonly posted: ReactNode;
  readonly form: (open: OpenDraft<Draft>) => ReactNode;
}

/** A draft in whatever state it is found. */
export function DraftScreen<Draft>({ view, title, listLink, posted, form }: DraftScreenProps<Draft>) {
  switch (view.kind) {
    case 'opening':
      return <ScreenOpening title={title} />;
    case 'posted':
      return posted;
    case 'elsewhere':
      return (
        <Screen title={title}>
          <EmptyState icon={AppWindow} title="This is open in another tab">
            Go on there, or close that tab and {listLink}.
          </EmptyState>
        </Screen>
      );
    case 'open':
      return form(view.open);
  }
}
