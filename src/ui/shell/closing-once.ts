import type { OpenResult } from '#ui/app-services.ts';

/** A shop is closed by whoever comes first: the log-out wipe, or the screens going away. */
export function closingOnce(result: OpenResult): OpenResult {
  if (result.kind !== 'open') return result;
  const { shop } = result;
  let isGone = false;
  return {
    ...result,
    shop: {
      till: shop.till,
      lock: shop.lock,
      store: shop.store,
      settling: shop.settling,
      people: shop.people,
      copyCatalog: shop.copyCatalog,
      salesByLocation: shop.salesByLocation,
      history: shop.history,
      olderSales: shop.olderSales,
      monthData: shop.monthData,
      first: shop.first,
      replaced: shop.replaced,
      openWorkbench: shop.openWorkbench,
      claimCart: () => shop.claimCart(),
      unsynced: () => shop.unsynced(),
      rebuild: () => shop.rebuild(),
      async forget(saved) {
        const outcome = await shop.forget(saved);
        isGone ||= outcome === 'forgotten';
        return outcome;
      },
      async close() {
        if (isGone) return;
        isGone = true;
        await shop.close();
      },
    },
  };
}
