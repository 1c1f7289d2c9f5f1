import { useEffect, useState } from 'react';
import type { SettledPayment } from '#domain/payment.ts';
import type { Refusal } from '#domain/refusal.ts';
import { readReturn, type ReturnDraft } from '#domain/return-draft.ts';
import { settleRefunds } from '#domain/sale-return.ts';
import { exchangeDraftOf } from '#queries/drafts.ts';
import { returnSource } from '#queries/sale-to-return.ts';
import type { Settings } from '#queries/settings.ts';
import { useLive } from '#ui/hooks/use-live.ts';
import { useSettings, useShop } from '#ui/shop-context.tsx';
import { useCart } from './cart-context.tsx';

export interface GivenBack {
  readonly draft: ReturnDraft;
  /** As the payments of the return will have them. */
  readonly refunds: readonly SettledPayment[];
  /** What it is worth, before coins round it. */
  readonly worth_minor: number;
  /** Why it cannot be posted as it is; null where it can. */
  readonly refusal: Refusal | null;
}

/** What is given back for the open sale; null where nothing is, undefined until that is known. */
export function useGivenBack(): GivenBack | null | undefined {
  const { read } = useShop().till.db;
  const { cart } = useCart();
  const settings = useSettings();
  const { rows, isLoading } = useLive(exchangeDraftOf(read, cart.id));
  const payload = rows[0]?.payload;
  const [found, setFound] = useState<{ readonly of: string; readonly given: GivenBack | null } | null>(null);
  const [crash, setCrash] = useState<unknown>(null);
  useEffect(() => {
    if (payload === undefined || !settings) return;
    // Written by `saveDraft` from a ReturnDraft.
    const draft = JSON.parse(payload) as ReturnDraft;
    returnSource(read, draft, settings).then(
      (source) => setFound({ of: payload, given: source && givenBack(draft, source, settings) }),
      setCrash,
    );
  }, [read, payload, settings]);
  if (crash) throw crash;
  if (payload === undefined) return isLoading ? undefined : null;
  return found?.of === payload ? found.given : undefined;
}

function givenBack(
  draft: ReturnDraft,
  source: Parameters<typeof readReturn>[1],
  settings: Settings,
): GivenBack {
  const { saleReturn, total_minor, refusal } = readReturn(draft, source);
  const refunds = settleRefunds(saleReturn.refunds, settings.cash_rounding_minor);
  return { draft, refunds, worth_minor: total_minor, refusal };
}
