import type { OpenResult } from '#ui/app-services.ts';

/** A shop is closed by whoever comes first: the log-out wipe, or the screens going away. */
export function closingOnce(result: OpenResult): OpenResult {
  if (result.kind !== 'open') return result;
  const { shop } = result;
  let isGone = false;
  return {
    kind: 'open',
    shop: {
      till: shop.till,
      store: shop.store,
      first: shop.first,
      claimCart: () => shop.claimCart(),
      unsynced: () => shop.unsynced(),
      async forget() {
        const outcome = await shop.forget();
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
