import { lazy, Suspense, type ComponentProps } from 'react';

/** The form of an item is loaded when a manager asks for it, from the service worker's copy. */
const QuickAddDialog = lazy(async () => ({
  default: (await import('./quick-add-dialog.tsx')).QuickAddDialog,
}));

export function QuickAdd(props: ComponentProps<typeof QuickAddDialog>) {
  return (
    <Suspense>
      <QuickAddDialog {...props} />
    </Suspense>
  );
}
