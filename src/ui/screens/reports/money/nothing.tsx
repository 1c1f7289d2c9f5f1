import type { LucideIcon } from 'lucide-react';
import { EmptyState } from '#ui/parts/empty-state.tsx';

interface NothingProps {
  readonly icon: LucideIcon;
  /** That there was nothing, once that can be told. */
  readonly title: string;
  readonly isWhole: boolean;
}

/** In the place of an empty table. */
export function Nothing({ icon, title, isWhole }: NothingProps) {
  return (
    <EmptyState icon={icon} title={isWhole ? title : 'Nothing of these days is here yet'}>
      {isWhole ? 'Choose another period above.' : 'It is shown as it comes in.'}
    </EmptyState>
  );
}
