/** What a till seldom asks: loaded when it is opened, from the service worker's copy. */
import { lazy, Suspense, type ComponentProps } from 'react';

const QuickAddDialog = lazy(async () => ({
  default: (await import('./quick-add-dialog.tsx')).QuickAddDialog,
}));

const FavouritesDialog = lazy(async () => ({
  default: (await import('./favourites-dialog.tsx')).FavouritesDialog,
}));

const CameraDialog = lazy(async () => ({
  default: (await import('#ui/camera/camera-dialog.tsx')).CameraDialog,
}));

export function Camera(props: ComponentProps<typeof CameraDialog>) {
  return (
    <Suspense>
      <CameraDialog {...props} />
    </Suspense>
  );
}

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
