import { createRoot } from 'react-dom/client';
import { App } from '#ui/app.tsx';
import type { AppServices } from '#ui/app-services.ts';

/** The screens, in a file of their own: they load while the database opens. */
export function start(root: Element, services: AppServices): void {
  createRoot(root).render(<App services={services} />);
}
