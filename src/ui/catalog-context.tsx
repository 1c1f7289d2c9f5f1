import { createContext, use, useEffect, useMemo, type ReactNode } from 'react';
import { createCatalog, type Catalog } from '#queries/catalog.ts';
import { reportTrouble } from '#ui/background-trouble.ts';
import { untilIdle } from '#ui/idle.ts';
import { useShop } from '#ui/shop-context.tsx';

const CatalogContext = createContext<Catalog | null>(null);

/** Loads the catalog into memory as soon as the shop can sell, and keeps it through all screens. */
export function CatalogProvider({ children }: { readonly children: ReactNode }) {
  const { db } = useShop().till;
  const catalog = useMemo(() => createCatalog(db), [db]);
  useEffect(() => catalog.keepInMemory({ pause: untilIdle, onError: reportTrouble }), [catalog]);
  useEffect(
    () =>
      catalog.subscribe(() => {
        if (catalog.isInMemory()) performance.mark('flux: catalog in memory');
      }),
    [catalog],
  );
  return <CatalogContext.Provider value={catalog}>{children}</CatalogContext.Provider>;
}

export function useCatalog(): Catalog {
  const catalog = use(CatalogContext);
  if (!catalog) throw new Error('CatalogProvider is missing');
  return catalog;
}
