import { CSPProvider } from '@base-ui/react/csp-provider';
import { RouterProvider } from '@tanstack/react-router';
import { ErrorBoundary } from 'react-error-boundary';
import { AppServicesProvider, type AppServices } from '#ui/app-services.ts';
import { Announcer } from '#ui/parts/announcer.tsx';
import { Toasts } from '#ui/parts/toast.tsx';
import { router } from '#ui/router.tsx';
import { UpdateProvider } from '#ui/update-context.tsx';
import { Crash } from '#ui/shell/crash.tsx';

export function App({ services }: { readonly services: AppServices }) {
  return (
    <CSPProvider disableStyleElements>
      <ErrorBoundary FallbackComponent={Crash}>
        <AppServicesProvider value={services}>
          <UpdateProvider>
            <RouterProvider router={router} />
          </UpdateProvider>
        </AppServicesProvider>
      </ErrorBoundary>
      <Toasts />
      <Announcer />
    </CSPProvider>
  );
}
