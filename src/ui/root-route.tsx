import { createRootRoute, Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { EmptyState } from '#ui/parts/empty-state.tsx';
import { Root } from '#ui/shell/root.tsx';

export const root = createRootRoute({ component: Root, notFoundComponent: NotFound });

/** Whose children all routes are. */
export const at = () => root;

function NotFound() {
  return (
    <main className="flex-1">
      <EmptyState icon={Compass} title="There is no such screen">
        <Link to="/sell" className="font-semibold underline underline-offset-4">
          Go to Sell
        </Link>
      </EmptyState>
    </main>
  );
}
