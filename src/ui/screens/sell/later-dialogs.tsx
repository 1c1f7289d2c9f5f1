/** What a till seldom asks: loaded when it is opened, from the service worker's copy. */
import { lazy, Suspense, type ComponentProps } from 'react';

const QuickAddDialog = lazy(async () => ({
  default: (await import('./quick-add-dialog.tsx')).QuickAddDialog,
}));

const FavouritesDialog = lazy(async () => ({
  default: (await import('./favourites-dialog.tsx')).FavouritesDialog,
}));

export function QuickAdd(props: ComponentProps<typeof QuickAddDialog>) {
  return (
    <Suspense>
      <QuickAddDialog {...props} />
    </Suspense>
  );
}

export function EditFavourites(props: ComponentProps<typeof FavouritesDialog>) {
  return (
    <Suspense>
      <FavouritesDialog {...props} />
    </Suspense>
  );
}
